import ICAL from 'ical.js';

/**
 * A meeting as an iCalendar file (RFC 5545, 5546) that people add to their own calendars. It has the same UID each time and
 * a higher SEQUENCE with each change, so that a later one takes the place of an earlier one.
 */
export type MeetingFile = {
  kind?: 'training' | 'slot';
  id: number;
  officeCode: string;
  sequence: number;
  title: string;
  start: Date;
  minutes: number;
  place: string | null;
  /** Who leads it; without an address nobody is named. */
  organizer: { name: string; email: string | null } | undefined;
  calledOff: boolean;
};

const MINUTE = 60_000;

/** `now` is when it was made. Times are in UTC, so that no file has to explain a zone. */
export function writeMeetingFile(meeting: MeetingFile, now: Date): string {
  const root = new ICAL.Component('vcalendar');
  root.updatePropertyWithValue('version', '2.0');
  root.updatePropertyWithValue('prodid', '-//Liaison Desk//Meetings//EN');
  root.updatePropertyWithValue('method', meeting.calledOff ? 'CANCEL' : 'PUBLISH');
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', `${meeting.kind ?? 'meeting'}-${meeting.id}-${meeting.officeCode}@liaison-desk`);
  event.updatePropertyWithValue('sequence', meeting.sequence);
  event.updatePropertyWithValue('dtstamp', timeOf(now));
  event.updatePropertyWithValue('dtstart', timeOf(meeting.start));
  event.updatePropertyWithValue('dtend', timeOf(new Date(meeting.start.getTime() + meeting.minutes * MINUTE)));
  event.updatePropertyWithValue('summary', meeting.title);
  event.updatePropertyWithValue('status', meeting.calledOff ? 'CANCELLED' : 'CONFIRMED');
  if (meeting.place !== null) event.updatePropertyWithValue('location', meeting.place);
  if (meeting.organizer?.email) {
    const organizer = new ICAL.Property('organizer');
    organizer.setParameter('cn', meeting.organizer.name.replace(/["\p{Cc}]/gu, ''));
    organizer.setValue(`mailto:${meeting.organizer.email}`);
    event.addProperty(organizer);
  }
  root.addSubcomponent(event);
  return `${root.toString()}\r\n`;
}

/** A second is the finest that the format knows. */
const timeOf = (at: Date): ICAL.Time => ICAL.Time.fromJSDate(new Date(Math.floor(at.getTime() / 1_000) * 1_000), true);
