/** What the rules of this area say, read once something was refused. */
export default {
  'rule.lead.transition': 'A lead cannot change from its present status to this one.',
  'rule.lead.convert': 'A lead only becomes converted by converting it: use “Convert”.',
  'rule.lead.customer_unclear': 'Several customers match this lead. Choose one, or create a new one.',
  'rule.lead.website_taken':
    'A customer with this lead’s website is already here. Choose it, or change the website of the lead first.',
  'rule.lead.email_taken':
    'A contact with this lead’s e-mail is already here. Choose it, or change the e-mail of the lead first.',
  'rule.lead.converted_meanwhile': 'Somebody else has converted this lead meanwhile.',
  'rule.lead.not_converted': 'This lead was not converted in Sextant, so there is nothing to undo.',
  'rule.lead.changed_since':
    'Somebody has changed this lead since it was converted, so the conversion stays.',
  'rule.lead.converted_elsewhere': 'This lead was converted elsewhere and has no customer here.',
} as const
