import { compareRole } from '@sextant/db/access/compare-role'
import { createRole } from '@sextant/db/access/create-role'
import { removeRole } from '@sextant/db/access/remove-role'
import {
  Role,
  RoleCompare,
  RoleComparison,
  RoleCreate,
  RoleObject,
  RoleUpdate,
  RoleVersion,
} from '@sextant/db/access/role.model'
import { listRoles, roleObjects, roleVersions } from '@sextant/db/access/roles.queries'
import { TaskRole } from '@sextant/db/access/task.model'
import { listTasks } from '@sextant/db/access/tasks.queries'
import { updateRole } from '@sextant/db/access/update-role'
import { inWorkspace } from '@sextant/db/core/database'
import { page } from '@sextant/db/core/page.model'
import { route } from '../app/route'

const area = 'access'

/** What roles there are and what is in them. */
export const roleRoutes = [
  route({
    method: 'get',
    path: '/crm/roles',
    summary:
      'All roles: those that every workspace begins with, then its own. With their grants for who may read roles.',
    area,
    answers: { 200: { description: 'The roles.', schema: page(Role) } },
    handle: ({ ctx, cached }) =>
      cached(['role', 'member', 'api_key', 'invitation'], async () => ({
        body: JSON.stringify({ results: await listRoles(ctx) }),
      })),
  }),
  route({
    method: 'post',
    path: '/crm/roles',
    summary: 'Make a role, with the grants given or with those of another.',
    area,
    body: RoleCreate,
    checkedBy: 'verb',
    answers: { 201: { description: 'The role.', schema: Role } },
    handle: async ({ ctx, body }) => {
      const role = await createRole(ctx, body)
      return { status: 201, body: role, version: role.version }
    },
  }),
  route({
    method: 'get',
    path: '/crm/roles/objects',
    summary: 'What can be granted: each object, whether its records have owners, and its fields.',
    area,
    answers: { 200: { description: 'The objects.', schema: page(RoleObject) } },
    handle: ({ ctx, cached }) =>
      cached(['custom_field'], async () => ({
        body: JSON.stringify({ results: await inWorkspace(ctx, tx => roleObjects(ctx, tx)) }),
      })),
  }),
  route({
    method: 'get',
    path: '/crm/roles/tasks',
    summary:
      'What Sextant does in the name of nobody, on a schedule or after an event, each task with what it may do. Nobody changes these.',
    area,
    answers: { 200: { description: 'The tasks.', schema: page(TaskRole) } },
    handle: async ({ ctx }) => ({ body: { results: listTasks(ctx) } }),
  }),
  route({
    method: 'post',
    path: '/crm/roles/compare',
    summary: 'Who would gain and lose sight of how many records if a role were saved so. Nothing is saved.',
    area,
    body: RoleCompare,
    checkedBy: 'verb',
    answers: { 200: { description: 'What would change.', schema: RoleComparison } },
    handle: async ({ ctx, body }) => ({ body: await compareRole(ctx, body) }),
  }),
  route({
    method: 'patch',
    path: '/crm/roles/:key',
    summary: 'Save another version of a role. Whoever has it may do at once what it says, and nothing else.',
    area,
    body: RoleUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The role as it is now.', schema: Role } },
    handle: async ({ ctx, params, body, version }) => {
      const role = await updateRole(ctx, params.key ?? '', body, version)
      return { body: role, version: role.version }
    },
  }),
  route({
    method: 'delete',
    path: '/crm/roles/:key',
    summary: 'Remove a role of the workspace’s own that nobody has. 409 with who has it otherwise.',
    area,
    answers: { 204: { description: 'It is gone.' } },
    handle: async ({ ctx, params }) => {
      await removeRole(ctx, params.key ?? '')
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/crm/roles/:key/versions',
    summary: 'A role as it was, the newest version first.',
    area,
    answers: { 200: { description: 'The versions.', schema: page(RoleVersion) } },
    handle: async ({ ctx, params }) => ({ body: { results: await roleVersions(ctx, params.key ?? '') } }),
  }),
] as const
