import { alternatesOf, checkAlternates } from './alternateReading.ts';
import { answersOf } from './answerSchema.ts';
import { checkCourses, coursesOf } from './courseReading.ts';
import { checkMeetings, meetingsOf } from './meetingReading.ts';
import type { OfficeYaml } from './officeSchema.ts';
import { checkReviews, reviewsOf } from './reviewReading.ts';
import type { OfficeRules } from './setup.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What office.yaml says of more than requests: meetings, courses, answers, reviews, alternate processes. */

type Said = Pick<OfficeYaml, 'meetings' | 'answers' | 'courses' | 'reviews' | 'alternates'>;

/** `dayMinutes`: how long a business day is. */
export const programmeOf = (
  { meetings, answers, courses, reviews, alternates }: Said,
  dayMinutes: number,
): Pick<OfficeRules, keyof Said> => ({
  meetings: meetingsOf(meetings),
  answers: answersOf(answers),
  courses: coursesOf(courses),
  reviews: reviewsOf(reviews),
  alternates: alternatesOf(alternates, dayMinutes),
});

export const checkProgramme = ({
  meetings,
  courses,
  reviews,
  alternates,
}: Partial<Said>): { path: YamlPath; message: string }[] => [
  ...checkMeetings(meetings),
  ...checkCourses(courses),
  ...checkReviews(reviews),
  ...checkAlternates(alternates),
];
