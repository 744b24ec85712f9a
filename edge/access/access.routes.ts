import {
  ApiKey,
  ApiKeyCreate,
  ApiKeyMade,
  Member,
  MemberUpdate,
  Team,
  TeamCreate,
  TeamUpdate,
  Workspace,
  WorkspaceUpdate,
} from '@sextant/db/access/access.model'
import { listApiKeys } from '@sextant/db/access/api-keys.queries'
import { createApiKey } from '@sextant/db/access/create-api-key'
import { createTeam } from '@sextant/db/access/create-team'
import { FirstSteps } from '@sextant/db/access/first-steps.model'
import { firstSteps } from '@sextant/db/access/first-steps.queries'
import { listMembers, listTeams } from '@sextant/db/access/members.queries'
import { removeMember } from '@sextant/db/access/remove-member'
import { removeTeam } from '@sextant/db/access/remove-team'
import { revokeApiKey } from '@sextant/db/access/revoke-api-key'
import { updateMember } from '@sextant/db/access/update-member'
import { updateTeam } from '@sextant/db/access/update-team'
import { readWorkspace, updateWorkspace } from '@sextant/db/access/update-workspace'
import { page } from '@sextant/db/core/page.model'
import { route } from '../app/route'
import { invitationRoutes } from './invitation.routes'
import { passwordResetRoutes } from './password-reset.routes'
import { roleRoutes } from './role.routes'
import { sessionRoutes } from './session.routes'
import { whyRoutes } from './why.routes'

const area = 'access'

const memberRoutes = [
  route({
    method: 'get',
    path: '/crm/members',
    summary: 'Everybody in the workspace, by name.',
    area,
    answers: { 200: { description: 'The members.', schema: page(Member) } },
    handle: ({ ctx, cached }) =>
      cached(['member'], async () => ({ body: JSON.stringify({ results: await listMembers(ctx) }) })),
  }),
  route({
    method: 'patch',
    path: '/crm/members/:id',
    summary: 'Give a member another role or team.',
    area,
    body: MemberUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The member as it is now.', schema: Member } },
    handle: async ({ ctx, params, body }) => ({ body: await updateMember(ctx, params.id ?? '', body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/members/:id',
    summary: 'Take somebody out of the workspace. Their sessions here end and their keys are revoked.',
    area,
    answers: { 204: { description: 'They are no member any more.' } },
    handle: async ({ ctx, params }) => {
      await removeMember(ctx, params.id ?? '')
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/crm/teams',
    summary: 'All teams, by name.',
    area,
    answers: { 200: { description: 'The teams.', schema: page(Team) } },
    handle: ({ ctx, cached }) =>
      cached(['team'], async () => ({ body: JSON.stringify({ results: await listTeams(ctx) }) })),
  }),
  route({
    method: 'post',
    path: '/crm/teams',
    summary: 'Make a team.',
    area,
    body: TeamCreate,
    checkedBy: 'verb',
    answers: { 201: { description: 'The team.', schema: Team } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await createTeam(ctx, body) }),
  }),
  route({
    method: 'patch',
    path: '/crm/teams/:id',
    summary: 'Rename a team, or put it under another. Who is in the upper one sees what the lower ones do.',
    area,
    body: TeamUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The team as it is now.', schema: Team } },
    handle: async ({ ctx, params, body }) => ({ body: await updateTeam(ctx, params.id ?? '', body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/teams/:id',
    summary: 'Remove a team that nobody is in. 409 with who is in it otherwise.',
    area,
    answers: { 204: { description: 'It is gone.' } },
    handle: async ({ ctx, params }) => {
      await removeTeam(ctx, params.id ?? '')
      return { status: 204 }
    },
  }),
] as const

const keyRoutes = [
  route({
    method: 'get',
    path: '/crm/api-keys',
    summary: 'API keys in use. Never their secrets.',
    area,
    answers: { 200: { description: 'The keys.', schema: page(ApiKey) } },
    handle: async ({ ctx }) => ({ body: { results: await listApiKeys(ctx) } }),
  }),
  route({
    method: 'post',
    path: '/crm/api-keys',
    summary: 'Make an API key. Its secret is shown this once.',
    area,
    body: ApiKeyCreate,
    checkedBy: 'verb',
    secret: true,
    answers: { 201: { description: 'The key with its secret.', schema: ApiKeyMade } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await createApiKey(ctx, body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/api-keys/:id',
    summary: 'Revoke an API key.',
    area,
    answers: { 204: { description: 'It opens nothing any more.' } },
    handle: async ({ ctx, params }) => {
      await revokeApiKey(ctx, params.id ?? '')
      return { status: 204 }
    },
  }),
] as const

const workspaceRoutes = [
  route({
    method: 'get',
    path: '/crm/workspace',
    summary: 'The workspace’s name, currency, time zone and language.',
    area,
    answers: { 200: { description: 'The workspace.', schema: Workspace } },
    handle: ({ ctx, cached }) =>
      cached(['workspace'], async () => ({ body: JSON.stringify(await readWorkspace(ctx)) })),
  }),
  route({
    method: 'patch',
    path: '/crm/workspace',
    summary: 'Change the workspace’s name, currency, time zone or language.',
    area,
    body: WorkspaceUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The workspace as it is now.', schema: Workspace } },
    handle: async ({ ctx, body }) => ({ body: await updateWorkspace(ctx, body) }),
  }),
] as const

const firstStepRoutes = [
  route({
    method: 'get',
    path: '/crm/first-steps',
    summary: 'How far a new workspace has come, by what is in it. Steps that the role may not take are null.',
    area,
    answers: { 200: { description: 'The steps.', schema: FirstSteps } },
    handle: async ({ ctx }) => ({ body: await firstSteps(ctx) }),
  }),
] as const

/** Everything about who may come in, and what they may do. */
export const accessRoutes = [
  ...sessionRoutes,
  ...invitationRoutes,
  ...passwordResetRoutes,
  ...memberRoutes,
  ...roleRoutes,
  ...whyRoutes,
  ...keyRoutes,
  ...workspaceRoutes,
  ...firstStepRoutes,
] as const
