/** The second front display, and any further one: the day's agenda with a line for now, and how the room is doing. */
import type { Rect } from '../../display/display-source.ts';
import type { Drawing } from '../../drawing/canvas.ts';
import { colours } from '../../drawing/colours.ts';
import { roundedRect, text } from '../../drawing/shapes.ts';
import { agenda, agendaKey, type Meeting } from './agenda.ts';
import type { Moment, Part, Scene } from './scene.ts';
import { clockTime, dayName } from './times.ts';

const size = { width: 1920, height: 1080 };
const paper = '#f4f6fa';
const inkOnPaper = '#172033';
const quietOnPaper = '#5c6a84';
const lineOnPaper = '#d9dfea';

const timeline: Rect = { x: 120, y: 250, width: 1120, height: 720 };
const side = { x: 1330, width: 470 };
const hourMs = 3_600_000;
const minuteMs = 60_000;
const hoursShown = 7;
const hoursBefore = 2;

export function createAgendaScene(roomName: string): Scene {
  return {
    background: (drawing) => background(drawing, roomName),
    parts: [titlePart(), clockPart(), timelinePart(), ...factParts()],
    buttons: [],
  };
}

function background(drawing: Drawing, roomName: string): void {
  drawing.fillStyle = paper;
  drawing.fillRect(0, 0, size.width, size.height);
  text(drawing, roomName, 120, 130, { size: 30, weight: 600, colour: colours.accentDeep });
}

function titlePart(): Part {
  return {
    rect: { x: 110, y: 140, width: 1130, height: 84 },
    key: ({ nowMs }) => dayName(nowMs),
    draw: (drawing, { nowMs }) =>
      text(drawing, dayName(nowMs), 118, 198, { size: 54, weight: 700, colour: inkOnPaper, maxWidth: 1110 }),
  };
}

function clockPart(): Part {
  return {
    rect: { x: side.x, y: 110, width: side.width, height: 110 },
    key: ({ nowMs }) => clockTime(nowMs),
    draw: (drawing, { nowMs }) =>
      text(drawing, clockTime(nowMs), side.x + side.width, 198, {
        size: 84,
        weight: 600,
        align: 'right',
        colour: inkOnPaper,
      }),
  };
}

function timelinePart(): Part {
  return {
    rect: { x: timeline.x - 20, y: timeline.y - 30, width: timeline.width + 40, height: timeline.height + 60 },
    key: ({ nowMs }) => `${agendaKey(nowMs)} ${clockTime(nowMs)}`,
    draw(drawing, { nowMs }) {
      const startMs = Math.floor(nowMs / hourMs) * hourMs - hoursBefore * hourMs;
      for (let hour = 0; hour <= hoursShown; hour++) {
        const y = timeline.y + (hour * timeline.height) / hoursShown;
        drawing.fillStyle = lineOnPaper;
        drawing.fillRect(timeline.x + 110, Math.round(y), timeline.width - 110, 2);
        text(drawing, clockTime(startMs + hour * hourMs), timeline.x, y + 9, { size: 26, colour: quietOnPaper });
      }
      for (const meeting of agenda(nowMs)) drawMeeting(drawing, meeting, startMs, nowMs);
      drawNow(drawing, yOf(Math.floor(nowMs / minuteMs) * minuteMs, startMs));
    },
  };
}

function yOf(ms: number, startMs: number): number {
  return timeline.y + ((ms - startMs) / (hoursShown * hourMs)) * timeline.height;
}

function drawMeeting(drawing: Drawing, meeting: Meeting, startMs: number, nowMs: number): void {
  const over = meeting.endMs <= nowMs;
  const y = yOf(meeting.startMs, startMs) + 4;
  const rect = { x: timeline.x + 130, y, width: timeline.width - 130, height: yOf(meeting.endMs, startMs) - y - 4 };
  roundedRect(drawing, rect, 12, over ? '#e8ecf4' : '#dfe8ff');
  roundedRect(drawing, { ...rect, width: 8 }, 4, over ? '#b8c2d6' : colours.accentDeep);
  const colour = over ? quietOnPaper : inkOnPaper;
  const middle = rect.y + Math.min(rect.height / 2, 40) + 10;
  text(drawing, meeting.title, rect.x + 32, middle, { size: 28, weight: 600, colour, maxWidth: 560 });
  const times = `${clockTime(meeting.startMs)} to ${clockTime(meeting.endMs)}`;
  text(drawing, `${times} · ${meeting.host}`, rect.x + rect.width - 24, middle, {
    size: 22,
    colour: quietOnPaper,
    align: 'right',
    maxWidth: 400,
  });
}

function drawNow(drawing: Drawing, y: number): void {
  drawing.fillStyle = colours.stop;
  drawing.fillRect(timeline.x + 110, Math.round(y) - 2, timeline.width - 110, 4);
  drawing.beginPath();
  drawing.arc(timeline.x + 110, Math.round(y), 9, 0, Math.PI * 2);
  drawing.fill();
}

/** What stands on the right: each fact a card that changes by itself. */
function factParts(): Part[] {
  const lights = { meeting: 'Meeting', presentation: 'Slides', bright: 'Bright' };
  const facts: readonly (readonly [string, (moment: Moment) => string])[] = [
    ['Room', ({ room }) => (room.call === undefined ? 'Free' : 'In a call')],
    ['Temperature', ({ nowMs }) => `${(21.4 + 0.4 * Math.sin(nowMs / 600_000)).toFixed(1)} °C`],
    ['Air, CO₂', ({ nowMs }) => `${Math.round(620 + 60 * Math.sin(nowMs / 420_000))} ppm`],
    ['Lights', ({ room }) => lights[room.lights]],
    ['Volume', ({ room }) => `${room.volume} %`],
    ['Blinds', ({ room }) => (room.blindsDown ? 'Down' : 'Up')],
  ];
  return facts.map(([label, value], index) => {
    const rect = { x: side.x, y: timeline.y - 10 + index * 123, width: side.width, height: 107 };
    return {
      rect,
      key: value,
      draw(drawing: Drawing, moment: Moment) {
        roundedRect(drawing, rect, 18, '#ffffff', lineOnPaper);
        text(drawing, label, rect.x + 28, rect.y + 64, { size: 26, weight: 500, colour: quietOnPaper });
        const style = { size: 34, weight: 600, colour: inkOnPaper, align: 'right' } as const;
        text(drawing, value(moment), rect.x + rect.width - 28, rect.y + 66, style);
      },
    };
  });
}
