/** The first front display: a welcome with a clock whose hand moves gently; during a call, the people in it. */
import type { Rect } from '../../display/display-source.ts';
import type { Drawing } from '../../drawing/canvas.ts';
import { colours } from '../../drawing/colours.ts';
import { disc, roundedRect, text } from '../../drawing/shapes.ts';
import { agendaKey, nextMeeting } from './agenda.ts';
import type { Part, Scene } from './scene.ts';
import { clockTime, dayName, duration } from './times.ts';

export const frontSize = { width: 1920, height: 1080 } as const;

const left = 140;
const dial = { x: 1470, y: 440, radius: 250 };
/** Four steps a second: a hand that glides rather than ticks. */
const stepMs = 250;
const people = ['Ana Ribeiro', 'Jonas Lindqvist', 'Mira Okafor', 'Tom Hale', 'Yuki Tanaka', 'Room'];
const faces = ['#5b8cff', '#27a770', '#f2b65a', '#b079e6', '#4fb3c8', '#6b7d9f'];

export function createWelcomeScene(roomName: string): Scene {
  return {
    background: (drawing) => background(drawing),
    parts: [greetingPart(roomName), noticePart(), dialPart(), galleryPart(), captionPart()],
    buttons: [],
  };
}

function background(drawing: Drawing): void {
  const { width, height } = frontSize;
  const sky = drawing.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, '#10203f');
  sky.addColorStop(0.55, '#1b3566');
  sky.addColorStop(1, '#27528a');
  drawing.fillStyle = sky;
  drawing.fillRect(0, 0, width, height);
  hill(drawing, 860, 70, 0.9, 'rgba(91, 140, 255, 0.16)');
  hill(drawing, 930, 55, 2.4, 'rgba(91, 140, 255, 0.20)');
  hill(drawing, 1000, 40, 4.1, 'rgba(13, 21, 38, 0.38)');
}

function hill(drawing: Drawing, middle: number, swing: number, phase: number, fill: string): void {
  const { width, height } = frontSize;
  drawing.beginPath();
  drawing.moveTo(0, height);
  for (let x = 0; x <= width; x += 24) drawing.lineTo(x, middle + Math.sin(x / 290 + phase) * swing);
  drawing.lineTo(width, height);
  drawing.closePath();
  drawing.fillStyle = fill;
  drawing.fill();
}

function greetingPart(roomName: string): Part {
  return {
    rect: { x: left - 10, y: 180, width: 1000, height: 470 },
    key: ({ room, nowMs }) => (room.call === undefined ? `${dayName(nowMs)} ${agendaKey(nowMs)}` : undefined),
    draw(drawing, { nowMs }) {
      text(drawing, dayName(nowMs), left, 250, { size: 34, weight: 500, colour: '#c3d3f2' });
      text(drawing, 'Welcome to', left, 370, { size: 84, weight: 400 });
      text(drawing, roomName, left, 476, { size: 104, weight: 700 });
      const next = nextMeeting(nowMs);
      if (next === undefined) return;
      text(drawing, `Next at ${clockTime(next.startMs)}`, left, 570, { size: 30, weight: 500, colour: '#c3d3f2' });
      text(drawing, next.title, left, 618, { size: 36, weight: 600, maxWidth: 960 });
    },
  };
}

function noticePart(): Part {
  const rect: Rect = { x: left, y: 700, width: 960, height: 96 };
  return {
    rect,
    key: ({ room }) => (room.call === undefined && room.notice !== '' ? room.notice : undefined),
    draw(drawing, { room }) {
      roundedRect(drawing, rect, 24, colours.ink);
      disc(drawing, rect.x + 46, rect.y + 48, 10, colours.warm);
      text(drawing, room.notice, rect.x + 78, rect.y + 60, { size: 34, weight: 500, maxWidth: rect.width - 110 });
    },
  };
}

function dialPart(): Part {
  const { x, y, radius } = dial;
  const rect: Rect = { x: x - radius - 10, y: y - radius - 10, width: 2 * radius + 20, height: 2 * radius + 20 };
  return {
    rect,
    key: ({ room, nowMs }) => (room.call === undefined ? String(Math.floor(nowMs / stepMs)) : undefined),
    draw(drawing, { nowMs }) {
      disc(drawing, x, y, radius, '#f3f6fc');
      disc(drawing, x, y, radius - 12, colours.ink);
      for (let mark = 0; mark < 60; mark++) {
        const long = mark % 5 === 0;
        ray(
          drawing,
          mark / 60,
          radius - (long ? 54 : 38),
          radius - 28,
          long ? 7 : 2,
          long ? colours.text : colours.faint,
        );
      }
      const date = new Date(Math.floor(nowMs / stepMs) * stepMs);
      const minutes = date.getMinutes() + date.getSeconds() / 60;
      ray(drawing, ((date.getHours() % 12) + minutes / 60) / 12, -28, 128, 13, colours.text);
      ray(drawing, minutes / 60, -34, 188, 9, colours.text);
      ray(drawing, (date.getSeconds() + date.getMilliseconds() / 1000) / 60, -46, 206, 4, colours.warm);
      disc(drawing, x, y, 13, colours.warm);
    },
  };
}

/** A line from the dial's middle outwards; `turn` 0 is up, 0.25 to the right. */
function ray(drawing: Drawing, turn: number, from: number, to: number, lineWidth: number, colour: string): void {
  const angle = (turn - 0.25) * 2 * Math.PI;
  drawing.beginPath();
  drawing.moveTo(dial.x + Math.cos(angle) * from, dial.y + Math.sin(angle) * from);
  drawing.lineTo(dial.x + Math.cos(angle) * to, dial.y + Math.sin(angle) * to);
  drawing.strokeStyle = colour;
  drawing.lineWidth = lineWidth;
  drawing.lineCap = 'round';
  drawing.stroke();
}

function galleryPart(): Part {
  return {
    rect: { x: 60, y: 60, width: 1800, height: 870 },
    key: ({ room }) => (room.call === undefined ? undefined : 'people'),
    draw(drawing) {
      for (const [index, name] of people.entries()) drawPerson(drawing, name, index);
    },
  };
}

/** Apart from the people, so that a second of a call changes a line and not the display. */
function captionPart(): Part {
  return {
    rect: { x: 660, y: 950, width: 600, height: 60 },
    key: ({ room, nowMs }) => (room.call === undefined ? undefined : duration(nowMs - room.call.sinceMs)),
    draw(drawing, { room, nowMs }) {
      if (room.call === undefined) return;
      const words = `Weekly sync   ${duration(nowMs - room.call.sinceMs)}`;
      text(drawing, words, frontSize.width / 2, 992, { size: 28, weight: 600, align: 'center', colour: '#c3d3f2' });
    },
  };
}

function drawPerson(drawing: Drawing, name: string, index: number): void {
  const rect = { x: 84 + (index % 3) * 594, y: 84 + Math.floor(index / 3) * 430, width: 564, height: 400 };
  roundedRect(drawing, rect, 24, colours.panel, colours.line);
  const x = rect.x + rect.width / 2;
  disc(drawing, x, rect.y + 180, 88, faces[index % faces.length] ?? colours.faint);
  const initials = name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
  text(drawing, initials, x, rect.y + 202, { size: 62, weight: 600, align: 'center', colour: colours.ink });
  text(drawing, name, rect.x + 24, rect.y + 372, { size: 24, weight: 500 });
}
