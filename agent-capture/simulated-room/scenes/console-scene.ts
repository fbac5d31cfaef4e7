/** The touch panel on the table, 1280x800: time and next meetings, the call button, the room's controls, a text field. */
import type { Rect } from '../../display/display-source.ts';
import type { Drawing } from '../../drawing/canvas.ts';
import { colours } from '../../drawing/colours.ts';
import { disc, roundedRect, text } from '../../drawing/shapes.ts';
import type { LightScene } from '../room-state.ts';
import { agenda, agendaKey, type Meeting } from './agenda.ts';
import type { Button, Part, Scene } from './scene.ts';
import { clockTime, dayName, duration } from './times.ts';

export const consoleSize = { width: 1280, height: 800 } as const;

const left = 72;
const column = { x: 688, width: 520 };

const callRect: Rect = { x: column.x, y: 232, width: column.width, height: 104 };
const lightRects: readonly (readonly [LightScene, string, Rect])[] = [
  ['meeting', 'Meeting', { x: 688, y: 412, width: 164, height: 72 }],
  ['presentation', 'Slides', { x: 866, y: 412, width: 164, height: 72 }],
  ['bright', 'Bright', { x: 1044, y: 412, width: 164, height: 72 }],
];
const volumeDown: Rect = { x: 688, y: 554, width: 72, height: 72 };
const volumeUp: Rect = { x: 958, y: 554, width: 72, height: 72 };
const volumeBar: Rect = { x: 776, y: 554, width: 166, height: 72 };
const blinds: Rect = { x: 1044, y: 554, width: 164, height: 72 };
const field: Rect = { x: left, y: 676, width: 958, height: 64 };
const send: Rect = { x: 1044, y: 676, width: 164, height: 64 };

export function createConsoleScene(roomName: string): Scene {
  const buttons: Button[] = [
    { name: 'call', rect: callRect },
    ...lightRects.map(([scene, , rect]) => ({ name: `lights-${scene}`, rect })),
    { name: 'volume-down', rect: volumeDown },
    { name: 'volume-up', rect: volumeUp },
    { name: 'blinds', rect: blinds },
    { name: 'send', rect: send },
  ];
  const parts: Part[] = [
    clockPart(),
    statusPart(),
    agendaPart(),
    callPart(),
    ...lightRects.map(([scene, label, rect]) => lightPart(scene, label, rect)),
    stepPart('volume-down', volumeDown),
    stepPart('volume-up', volumeUp),
    volumePart(),
    blindsPart(),
    fieldPart(),
    sendPart(),
  ];
  return { background: (drawing) => background(drawing, roomName), parts, buttons };
}

function background(drawing: Drawing, roomName: string): void {
  const { width, height } = consoleSize;
  drawing.fillStyle = colours.ink;
  drawing.fillRect(0, 0, width, height);
  text(drawing, roomName, column.x, 118, { size: 34, weight: 600 });
  text(drawing, 'Lights', column.x, 392, { size: 18, weight: 500, colour: colours.quiet });
  text(drawing, 'Volume', column.x, 534, { size: 18, weight: 500, colour: colours.quiet });
  text(drawing, 'Blinds', blinds.x, 534, { size: 18, weight: 500, colour: colours.quiet });
}

function clockPart(): Part {
  return {
    rect: { x: left, y: 64, width: 560, height: 170 },
    key: ({ nowMs }) => `${clockTime(nowMs)} ${dayName(nowMs)}`,
    draw(drawing, { nowMs }) {
      text(drawing, clockTime(nowMs), left - 6, 164, { size: 124, weight: 600 });
      text(drawing, dayName(nowMs), left, 214, { size: 26, weight: 500, colour: colours.quiet });
    },
  };
}

function statusPart(): Part {
  return {
    rect: { x: column.x, y: 132, width: column.width, height: 76 },
    key: ({ room, nowMs }) => (room.call === undefined ? `free ${untilNext(nowMs)}` : 'call'),
    draw(drawing, { room, nowMs }) {
      const inCall = room.call !== undefined;
      disc(drawing, column.x + 9, 164, 9, inCall ? colours.stop : colours.go);
      const words = inCall ? 'In a call' : `Free until ${untilNext(nowMs)}`;
      text(drawing, words, column.x + 30, 172, { size: 22, weight: 500, colour: colours.quiet });
    },
  };
}

function untilNext(nowMs: number): string {
  const next = agenda(nowMs).find((meeting) => meeting.startMs > nowMs);
  return next === undefined ? 'tomorrow' : clockTime(next.startMs);
}

function agendaPart(): Part {
  const rect: Rect = { x: left, y: 264, width: 552, height: 384 };
  return {
    rect,
    key: ({ nowMs }) => `${agendaKey(nowMs)} ${agenda(nowMs).filter((meeting) => meeting.endMs > nowMs).length}`,
    draw(drawing, { nowMs }) {
      const ahead = agenda(nowMs)
        .filter((meeting) => meeting.endMs > nowMs)
        .slice(0, 3);
      for (const [index, meeting] of ahead.entries()) {
        drawMeeting(drawing, meeting, { ...rect, y: rect.y + index * 130, height: 116 }, index === 0);
      }
    },
  };
}

function drawMeeting(drawing: Drawing, meeting: Meeting, rect: Rect, first: boolean): void {
  roundedRect(drawing, rect, 18, first ? colours.panelRaised : colours.panel, first ? colours.line : undefined);
  roundedRect(
    drawing,
    { x: rect.x + 20, y: rect.y + 22, width: 5, height: 72 },
    2.5,
    first ? colours.accent : colours.line,
  );
  text(drawing, clockTime(meeting.startMs), rect.x + 46, rect.y + 52, { size: 24, weight: 600 });
  text(drawing, clockTime(meeting.endMs), rect.x + 46, rect.y + 84, { size: 20, colour: colours.faint });
  const x = rect.x + 142;
  const maxWidth = rect.width - 166;
  text(drawing, meeting.title, x, rect.y + 52, { size: 24, weight: 600, maxWidth });
  const who = `${meeting.host} · ${meeting.people} people`;
  text(drawing, who, x, rect.y + 84, { size: 19, colour: colours.quiet, maxWidth });
}

function callPart(): Part {
  return {
    rect: callRect,
    key: ({ room, nowMs }) =>
      `${room.pressed === 'call'} ${room.call === undefined ? '' : duration(nowMs - room.call.sinceMs)}`,
    draw(drawing, { room, nowMs }) {
      const pressed = room.pressed === 'call';
      const { call } = room;
      const fill =
        call === undefined ? (pressed ? colours.goDeep : colours.go) : pressed ? colours.stopDeep : colours.stop;
      roundedRect(drawing, callRect, 22, fill);
      const middle = callRect.x + callRect.width / 2;
      const words = call === undefined ? 'Join call' : `Leave call   ${duration(nowMs - call.sinceMs)}`;
      text(drawing, words, middle, callRect.y + 64, { size: 34, weight: 600, align: 'center' });
    },
  };
}

function lightPart(scene: LightScene, label: string, rect: Rect): Part {
  return {
    rect,
    key: ({ room }) => `${room.lights === scene} ${room.pressed === `lights-${scene}`}`,
    draw(drawing, { room }) {
      const on = room.lights === scene;
      drawKey(drawing, rect, on, room.pressed === `lights-${scene}`);
      disc(drawing, rect.x + 30, rect.y + 36, 8, on ? colours.warm : colours.line);
      text(drawing, label, rect.x + 52, rect.y + 43, {
        size: 20,
        weight: 600,
        colour: on ? colours.text : colours.quiet,
      });
    },
  };
}

function drawKey(drawing: Drawing, rect: Rect, on: boolean, pressed: boolean): void {
  const fill = pressed ? colours.line : on ? colours.panelRaised : colours.panel;
  roundedRect(drawing, rect, 16, fill, on ? colours.accent : colours.line);
}

function stepPart(name: 'volume-down' | 'volume-up', rect: Rect): Part {
  return {
    rect,
    key: ({ room }) => String(room.pressed === name),
    draw(drawing, { room }) {
      drawKey(drawing, rect, false, room.pressed === name);
      const x = rect.x + rect.width / 2;
      const y = rect.y + rect.height / 2;
      drawing.fillStyle = colours.text;
      drawing.fillRect(x - 13, y - 2, 26, 4);
      if (name === 'volume-up') drawing.fillRect(x - 2, y - 13, 4, 26);
    },
  };
}

function volumePart(): Part {
  return {
    rect: volumeBar,
    key: ({ room }) => String(room.volume),
    draw(drawing, { room }) {
      const middle = volumeBar.x + volumeBar.width / 2;
      text(drawing, `${room.volume} %`, middle, volumeBar.y + 36, { size: 22, weight: 600, align: 'center' });
      const track = { x: volumeBar.x + 8, y: volumeBar.y + 52, width: volumeBar.width - 16, height: 8 };
      roundedRect(drawing, track, 4, colours.line);
      if (room.volume > 0) {
        roundedRect(drawing, { ...track, width: Math.max(8, (track.width * room.volume) / 100) }, 4, colours.accent);
      }
    },
  };
}

function blindsPart(): Part {
  return {
    rect: blinds,
    key: ({ room }) => `${room.blindsDown} ${room.pressed === 'blinds'}`,
    draw(drawing, { room }) {
      drawKey(drawing, blinds, room.blindsDown, room.pressed === 'blinds');
      const words = room.blindsDown ? 'Down' : 'Up';
      text(drawing, words, blinds.x + 66, blinds.y + 44, { size: 20, weight: 600 });
      drawing.fillStyle = room.blindsDown ? colours.accent : colours.faint;
      const slats = room.blindsDown ? 4 : 1;
      for (let slat = 0; slat < slats; slat++) drawing.fillRect(blinds.x + 24, blinds.y + 22 + slat * 9, 28, 4);
    },
  };
}

function fieldPart(): Part {
  return {
    rect: field,
    key: ({ room }) => room.typed,
    draw(drawing, { room }) {
      roundedRect(drawing, field, 16, colours.panel, room.typed === '' ? colours.line : colours.accent);
      const baseline = field.y + 41;
      const x = field.x + 24;
      if (room.typed === '') {
        const hint = 'Write a notice for the front display, then press Enter';
        text(drawing, hint, x + 8, baseline, { size: 22, colour: colours.faint });
        caret(drawing, x);
        return;
      }
      text(drawing, room.typed, x, baseline, { size: 24, weight: 500 });
      caret(drawing, x + drawing.measureText(room.typed).width + 3);
    },
  };
}

function caret(drawing: Drawing, x: number): void {
  drawing.fillStyle = colours.accent;
  drawing.fillRect(Math.round(x), field.y + 18, 3, 28);
}

function sendPart(): Part {
  return {
    rect: send,
    key: ({ room }) => `${room.pressed === 'send'} ${room.typed === ''}`,
    draw(drawing, { room }) {
      const ready = room.typed !== '';
      const fill = room.pressed === 'send' ? colours.accentDeep : ready ? colours.accent : colours.panel;
      roundedRect(drawing, send, 16, fill, ready ? undefined : colours.line);
      const middle = send.x + send.width / 2;
      const colour = ready ? colours.text : colours.faint;
      text(drawing, 'Show', middle, send.y + 40, { size: 22, weight: 600, align: 'center', colour });
    },
  };
}
