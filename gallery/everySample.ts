import { type Sample, samples } from './samples.ts';
import { samplesOfAgencyHeads } from './samplesOfAgencyHeads.ts';
import { samplesOfAlternates } from './samplesOfAlternates.ts';
import { samplesOfAnnouncements } from './samplesOfAnnouncements.ts';
import { samplesOfAnswers } from './samplesOfAnswers.ts';
import { samplesOfCards } from './samplesOfCards.ts';
import { samplesOfClosures } from './samplesOfClosures.ts';
import { samplesOfDigests } from './samplesOfDigests.ts';
import { samplesOfHolidays } from './samplesOfHolidays.ts';
import { samplesOfListening } from './samplesOfListening.ts';
import { samplesOfLists } from './samplesOfLists.ts';
import { samplesOfLonger } from './samplesOfLonger.ts';
import { samplesOfMeetings } from './samplesOfMeetings.ts';
import { samplesOfOfficeHours } from './samplesOfOfficeHours.ts';
import { samplesOfPolicies } from './samplesOfPolicies.ts';
import { samplesOfPulse } from './samplesOfPulse.ts';
import { samplesOfRecords } from './samplesOfRecords.ts';
import { samplesOfReviews } from './samplesOfReviews.ts';
import { samplesOfSignIn } from './samplesOfSignIn.ts';
import { samplesOfSurveys } from './samplesOfSurveys.ts';
import { samplesOfTraining } from './samplesOfTraining.ts';
import { samplesOfVoice } from './samplesOfVoice.ts';
import { samplesOfWarnings } from './samplesOfWarnings.ts';

/** Every message and every form. A new feature has a file of its own, and a line here. */
export const everySample: Sample[] = [
  ...samples,
  ...samplesOfCards,
  ...samplesOfLists,
  ...samplesOfDigests,
  ...samplesOfAgencyHeads,
  ...samplesOfClosures,
  ...samplesOfHolidays,
  ...samplesOfPolicies,
  ...samplesOfSurveys,
  ...samplesOfLonger,
  ...samplesOfWarnings,
  ...samplesOfVoice,
  ...samplesOfAnnouncements,
  ...samplesOfMeetings,
  ...samplesOfAnswers,
  ...samplesOfTraining,
  ...samplesOfReviews,
  ...samplesOfAlternates,
  ...samplesOfListening,
  ...samplesOfOfficeHours,
  ...samplesOfPulse,
  ...samplesOfSignIn,
  ...samplesOfRecords,
];
