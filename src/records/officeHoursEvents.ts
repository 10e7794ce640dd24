/** What happens to office hours of liaisons, and to slots of them. */
export type OfficeHoursEventData = {
  /** In minutes of the day. */
  'office hours set': { hours: number; weekday: string; from: number; until: number; slot: number };
  'office hours paused': { hours: number };
  'office hours resumed': { hours: number };
  'office hours ended': { hours: number };
  /** `slotAt`: ISO 8601. */
  'slot taken': { slot: number; liaison: number; agency: number; slotAt: string };
  /** `cause`: somebody did, or the desk, since the liaison is out, the office is closed, or they do not answer them any more. */
  'slot called off': { slot: number; cause: string; reason: string | null };
};
