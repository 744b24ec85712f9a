import { boolean, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })

/** A person who can sign in. Belongs to no workspace: `member` is the place in one. The keys are better-auth's field names. */
export const userTable = pgTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  locale: text(),
  /** In which the person reads days and clock times; null: nobody has said yet, and it is the workspace's. */
  timeZone: text('time_zone'),
  /** In which the person reads sums over currencies; null: the workspace's. */
  reportingCurrency: text('reporting_currency'),
  /** On which day the person's weeks begin, as ISO 8601 counts them; null: by the language. */
  firstDay: integer('first_day'),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})

export const sessionTable = pgTable(
  'session',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => userTable.id, { onDelete: 'cascade' }),
    activeWorkspaceId: uuid('active_workspace_id'),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  table => [index('session_of_user').on(table.userId)],
)

/** A way to sign in: for now the password, hashed with scrypt by better-auth. */
export const accountTable = pgTable(
  'account',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => userTable.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  table => [index('account_of_user').on(table.userId)],
)

export const verificationTable = pgTable(
  'verification',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  table => [index('verification_by_identifier').on(table.identifier)],
)

/** Attempts counted in a window of time, so that all edges agree. `key` is a digest: no address or e-mail is kept. */
export const rateLimitTable = pgTable(
  'rate_limit',
  {
    key: text().primaryKey(),
    count: integer().notNull(),
    resets_at: moment('resets_at').notNull(),
  },
  table => [index('rate_limit_by_end').on(table.resets_at)],
)
