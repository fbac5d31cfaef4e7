/** The one error of the pipeline's own making; what the platform or the codec throws stands in its cause. */
export type PipelineErrorCode = 'grab-failed' | 'encoding-failed';

export class PipelineError extends Error {
  override readonly name = 'PipelineError';
  readonly code: PipelineErrorCode;

  constructor(code: PipelineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
