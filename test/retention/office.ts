import type { RecordRules } from '../../src/offices/recordRules.ts';

/** Purchasing is destroyed a year after its end; contracts go to the archives a year after the resolution. */
export const recordRules: RecordRules = {
  officer: 'ada@state.example',
  series: [
    {
      ...{ code: 'contracts', name: 'Contract files', trigger: 'resolved', years: 1, disposition: 'archive' },
      ...{ authority: 'GS 4-12', serviceLines: ['contracts'] },
    },
    {
      ...{ code: 'letters', name: 'Correspondence', trigger: 'closed', years: 1, disposition: 'destroy' },
      authority: 'GS 1-31',
    },
  ],
};
