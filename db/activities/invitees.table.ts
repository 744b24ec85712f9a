import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

/** Who is invited to a meeting: a member, a contact, or somebody outside by their address. */
export const activityInviteeTable = pgTable(
  'activity_invitee',
  {
    workspace_id: uuid().notNull(),
    activity_id: uuid().notNull(),
    position: integer().notNull(),
    member_id: uuid(),
    contact_id: uuid(),
    email: text(),
    name: text(),
  },
  table => [
    primaryKey({ columns: [table.activity_id, table.position] }),
    index('activity_invitee_of_member').on(table.workspace_id, table.member_id),
  ],
)
