/** The colours of what is drawn: dark blue panels, light text, one accent. */
export const colours = {
  ink: '#0d1526',
  panel: '#17223a',
  panelRaised: '#1f2d4a',
  line: '#2b3b5c',
  text: '#f3f6fc',
  quiet: '#9fb0cf',
  faint: '#6b7d9f',
  accent: '#5b8cff',
  accentDeep: '#3c6be0',
  go: '#27a770',
  goDeep: '#1d8458',
  stop: '#d9604c',
  stopDeep: '#b34837',
  warm: '#f2b65a',
} as const;
