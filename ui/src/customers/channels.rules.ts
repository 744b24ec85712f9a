/** Part of the timeline that an event belongs to. */
export const channels = ['calls', 'email', 'meetings', 'notes', 'deals', 'tickets', 'changes'] as const
export type Channel = (typeof channels)[number]
const channelOf: Record<string, Channel> = {
  call: 'calls',
  email: 'email',
  meeting: 'meetings',
  note: 'notes',
  task: 'notes',
}

export function channelOfEvent(event: { kind: string; payload: Readonly<Record<string, unknown>> }): Channel {
  if (event.kind === 'activity.logged') return channelOf[String(event.payload.kind)] ?? 'notes'
  if (event.kind.startsWith('ticket.')) return 'tickets'
  return /^(deal|quote)\./.test(event.kind) ? 'deals' : 'changes'
}
