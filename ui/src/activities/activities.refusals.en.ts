/** What the rules of this area say, read once something was refused. */
export default {
  'rule.activity.duration': 'A duration cannot be negative.',
  'rule.activity.end_needs_start': 'An end needs a start: say when it begins.',
  'rule.activity.ends_before_start': 'It would end before it begins. Move the end, or the start.',
  'rule.activity.too_long': 'It would last longer than {days} days.',
  'rule.activity.invitees_of_meeting': 'People are invited to meetings only.',
  'rule.activity.invitee_whom': 'Say of person {person} who it is: a member, a contact or an e-mail address.',
  'rule.activity.no_time': 'It has no time yet that a calendar could show.',
  'rule.calendar_feed.person': 'Only a person who is signed in has a calendar address.',
  'rule.activity.repeat_needs_task':
    'Only tasks repeat in this way. A meeting repeats by what is chosen under “Repeats” in its own form.',
  'rule.activity.series_of_meeting': 'Only meetings repeat in this way.',
  'rule.activity.series_needs_start': 'Say first when the meeting begins.',
  'rule.activity.in_series': 'This meeting repeats already. Change its series.',
  'rule.activity.no_series': 'This meeting does not repeat.',
  'rule.activity.series_over':
    'What has been held stays as it was: change it alone, or choose a meeting that is still to come.',
  'rule.activity.series_day':
    'The meeting is on a day on which it would not repeat. Choose its own day among the days, or an end that is later.',
  'rule.activity.series_far': 'A meeting that repeats begins between the years 1970 and 2199.',
  'rule.activity.series_shift':
    'Not all meetings can be moved by as many days. Edit the meeting and choose anew on which days it repeats.',
  'rule.activity.repeat_needs_due': 'What repeats needs a day on which it is due.',
  'rule.activity.remind_past': 'Choose a reminder later than now.',
  'rule.activity.mention_unseen':
    '{name} may not see what this is about, so a mention would not reach them. Share the record with them first, or write the name without @.',
} as const
