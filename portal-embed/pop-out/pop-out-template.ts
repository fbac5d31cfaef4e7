/** What stands in the toolbar of a display's own window: the room's state, control, full screen, the ways back and out. */
import { html, type TemplateResult } from 'lit';
import { icons } from '../icons.ts';
import {
  companyTemplate,
  controlTemplate,
  iconButton,
  stateTemplate,
  type ToolbarActions,
  type ToolbarView,
} from '../toolbar/toolbar.ts';

export type PopOutActions = Pick<
  ToolbarActions,
  'toggleControl' | 'grantControl' | 'takeControlBack' | 'toggleFullScreen' | 'end'
> & { toPage(): void };

export function popOutTemplate(name: string, view: ToolbarView, actions: PopOutActions): TemplateResult {
  const { words, fullScreen } = view;
  return html`<div class="items"><h1 class="name">${name}</h1>
    ${stateTemplate(view)}
    <span class="space"></span>
    ${companyTemplate(view)}
    ${controlTemplate(view, actions)}
    <div class="group">
      ${iconButton(
        fullScreen ? words.leaveFullScreen : words.fullScreen,
        fullScreen ? icons.leaveFullScreen : icons.fullScreen,
        true,
        actions.toggleFullScreen,
      )}
      ${iconButton(words.toPage, icons.toPage, true, actions.toPage)}
    </div></div>
    <button type="button" part="button end-button" class="end" @click=${actions.end}>
      ${icons.end}<span>${words.endSession}</span></button>`;
}
