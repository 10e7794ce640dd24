import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type MeetingFile, writeMeetingFile } from '../../src/calendars/meetingFile.ts';

const now = new Date('2026-06-05T13:00:00.250Z');
const meeting: MeetingFile = {
  ...{ id: 7, officeCode: 'procurement', sequence: 0, title: 'Monthly; with, commas\nand a line' },
  ...{ start: new Date('2026-06-09T14:00:00Z'), minutes: 30, place: 'Room 4', calledOff: false },
  organizer: { name: 'Lee "Doc" Park', email: 'lee@state.example' },
};
const read = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const event = (text: string) => {
  const found = read(text).getFirstSubcomponent('vevent');
  if (!found) throw new Error('a meeting is an event');
  return found;
};

test('is an event in UTC that says what, when, where and who', () => {
  const text = writeMeetingFile(meeting, now);
  expect(read(text).getFirstPropertyValue('method')).toBe('PUBLISH');
  const it = new ICAL.Event(event(text));
  expect([it.uid, it.sequence, it.summary, it.location]).toEqual([
    'meeting-7-procurement@liaison-desk',
    0,
    meeting.title,
    'Room 4',
  ]);
  expect(it.startDate.toString()).toBe('2026-06-09T14:00:00Z');
  expect(it.endDate.toString()).toBe('2026-06-09T14:30:00Z');
  expect(it.organizer).toBe('mailto:lee@state.example');
  expect(text).toContain('DTSTAMP:20260605T130000Z');
  for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
});

test('a later one takes the place of an earlier one, and one that is called off takes it away', () => {
  const later = event(writeMeetingFile({ ...meeting, sequence: 1, calledOff: true }, now));
  expect(later.getFirstPropertyValue('uid')).toBe(event(writeMeetingFile(meeting, now)).getFirstPropertyValue('uid'));
  expect(later.getFirstPropertyValue('sequence')).toBe(1);
  expect(later.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(read(writeMeetingFile({ ...meeting, calledOff: true }, now)).getFirstPropertyValue('method')).toBe('CANCEL');
});

test('without a place or an address nothing is said of them', () => {
  const bare = event(writeMeetingFile({ ...meeting, place: null, organizer: { name: 'Lee', email: null } }, now));
  expect([bare.hasProperty('location'), bare.hasProperty('organizer')]).toEqual([false, false]);
});
