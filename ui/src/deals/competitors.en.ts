/** Who else is after a deal. */
export default {
  section: 'Competitors',
  none: 'Nobody else is known to be after it.',
  edit: 'Edit competitors',
  'edit.title': 'Competitors of {name}',
  place: 'Competitor {n}',
  lostTo: 'Won by',
  save: 'Save competitors',
  saved: 'Competitors saved',
  won: 'won it',
} as const
