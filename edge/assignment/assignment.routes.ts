import { AssignmentRules, AssignmentTrial, KnownAssignment } from '@sextant/db/assignment/assignment.model'
import { readAssignment } from '@sextant/db/assignment/assignment.queries'
import { setAssignment } from '@sextant/db/assignment/set-assignment'
import { tryAssignment } from '@sextant/db/assignment/try-assignment'
import { route } from '../app/route'

const area = 'leads'

export const assignmentRoutes = [
  route({
    method: 'get',
    path: '/crm/assignment',
    area,
    summary: 'The rules by which leads are assigned, in their order, with why one does not do what it says.',
    answers: { 200: { description: 'The rules.', schema: KnownAssignment } },
    handle: async ({ ctx, cached }) =>
      cached(['assignment', 'member', 'team', 'territory', 'absence', 'custom_field'], async () => {
        const known = await readAssignment(ctx)
        return { body: JSON.stringify(known), version: known.version }
      }),
  }),
  route({
    method: 'put',
    path: '/crm/assignment',
    area,
    summary:
      'Sets the rules by which leads are assigned, all of them. If-Match refuses when somebody was quicker.',
    body: AssignmentRules,
    checkedBy: 'verb',
    answers: { 200: { description: 'The rules as they are now.', schema: KnownAssignment } },
    handle: async ({ ctx, body, version }) => {
      const known = await setAssignment(ctx, body, version)
      return { body: known, version: known.version }
    },
  }),
  route({
    method: 'post',
    path: '/crm/assignment/trial',
    area,
    summary: 'What a draft of rules would do with the last 500 leads. Nothing is written.',
    body: AssignmentRules,
    checkedBy: 'verb',
    answers: {
      200: {
        description: 'How many leads each rule and person would get, with examples.',
        schema: AssignmentTrial,
      },
    },
    handle: async ({ ctx, body }) => ({ body: await tryAssignment(ctx, body) }),
  }),
] as const
