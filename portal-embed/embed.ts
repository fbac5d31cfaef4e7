/** The widget's one script: defines the element, once however often it is loaded. */
import { RingsideViewer } from './ringside-viewer.ts';

export { RingsideViewer };

if (customElements.get('ringside-viewer') === undefined) customElements.define('ringside-viewer', RingsideViewer);
