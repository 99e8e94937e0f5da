/** What documents are called on the screen, by the kind under which they are kept. */
export const documentKinds: Readonly<Record<string, string>> = {
  commission_proposal: 'Commission proposal',
  staff_working_document: 'Commission staff working document',
  impact_assessment: 'Impact assessment',
  council_register: 'Council register',
  ep_register: 'Parliament register',
  ep_committee_report: 'Report of the lead committee',
  ep_amendments: 'Amendments adopted by Parliament',
  council_limite: 'Council document (LIMITE)',
  ep_first_reading_position: 'Parliament’s position at first reading',
  council_mandate: 'Council’s negotiating mandate',
  final_act: 'Final act',
};
