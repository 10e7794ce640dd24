import type { SurveyCounts } from './satisfaction.ts';

/** How many were served, asked and answered, in the columns that the federal collection takes for each quarter. */
export const volumeColumns = [
  ...['transaction_point', 'channel', 'survey_type', 'survey_title', 'trust_question_text', 'volume_of_customers'],
  ...['volume_of_customers_provided_survey_opportunity', 'volume_of_respondents'],
];

type Volumes = { point: 'post_interaction' | 'relational'; title: string; trust: string; counts: SurveyCounts };

/** A desk asks with five answers, in chats, of whichever make: there these are one channel. */
export const volumeRow = ({ point, title, trust, counts: { served, invited, answered } }: Volumes): string[] => [
  ...[point, 'chatbot', 'likert_scale', title, trust],
  ...[served, invited, answered].map(String),
];
