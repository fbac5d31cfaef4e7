/** Every size and time of the console's card, with its reason. Sizes in pixels at 96 dpi. */
export const cardLimits = {
  /** Wide and low: room applications have their buttons in the middle and at the bottom. */
  width: 500,
  /** A card on a dense panel grows with it, up to this share of its width: the room application stays usable. */
  widthShare: 0.5,
  /** … and never takes more than this of what the ring leaves, either way. */
  innerShare: 0.9,
  /** Smaller than this nobody can read it: such a display has no card. */
  leastScale: 0.6,
  mostScale: 4,
  /** Pixels at 96 dpi per millimetre: what the sizes here are meant in. */
  pixelsPerMm: 96 / 25.4,

  /** People by name; services allow four viewers, which would fill the console. */
  people: 3,
  nameCharacters: 60,
  reasonCharacters: 200,
  /** Of one thing that is said. */
  lines: 2,
  /** Code points of one character as people see it: a family emoji has 7. */
  marks: 10,

  /** Durations are said in whole minutes. */
  redrawMs: 60_000,
  /** The card moves when a finger moves farther than this; less is a press that trembles. */
  dragPixels: 6,
  /** A card that has just come does not take presses: they were meant for what it lies on now. */
  settleMs: 600,
  /** Presses that have reached the card while it is still asked where they were: nobody's fingers are as quick. */
  pressesAsked: 16,
  /** A card that needs another size waits for a finger on it to be lifted, this long at most: it may never be. */
  fingerMs: 3_000,
  /** A card that somebody took away comes back after this: once a second at most, whoever insists. */
  returnMs: 1_000,
  /** What draws is a process of its own: so long for it to start and draw, on a machine that is busy. */
  paintMs: 15_000,
  /** After it failed, it is tried again. */
  retryMs: 10_000,
  /** Below normal: frames and keys go first. */
  niceness: 10,
} as const;
