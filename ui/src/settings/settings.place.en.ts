/** What the whole house knows of this area by name: its place, its records, its refusals. */
export default {
  place: 'Settings',
  'rule.member.last_admin': 'The last administrator stays. Make somebody else an administrator first.',
  'rule.member.exists': 'This person is a member already.',
  'rule.team.name_taken': 'There is already a team of this name.',
  'rule.api_key.power': 'A key of yours can do no more than you can. Choose a narrower role.',
  'rule.custom_field.taken': 'There is already a field with this key.',
  'rule.custom_field.option_used': 'These options are in use and must stay: {values}.',
  'rule.invitation.accepted': 'This invitation has been accepted already.',
  'rule.invitation.revoked': 'This invitation was withdrawn.',
  'rule.invitation.expired': 'This invitation has expired. Ask for a new one.',
} as const
