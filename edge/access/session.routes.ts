import {
  ProfileUpdate,
  Session,
  SignIn,
  SignUp,
  WorkspaceCreate,
  WorkspaceSwitch,
} from '@sextant/db/access/access.model'
import type { Caller } from '@sextant/db/access/caller'
import { createWorkspace } from '@sextant/db/access/create-workspace'
import { OwnSession } from '@sextant/db/access/own-sessions.model'
import { listOwnSessions } from '@sextant/db/access/own-sessions.queries'
import { readSession, resumeSession, sessionOf } from '@sextant/db/access/read-session'
import { signIn } from '@sextant/db/access/sign-in'
import { signOut, signOutElsewhere, signOutEverywhere, signOutThere } from '@sextant/db/access/sign-out'
import { signUp } from '@sextant/db/access/sign-up'
import type { SignedIn } from '@sextant/db/access/start-session'
import { switchWorkspace } from '@sextant/db/access/switch-workspace'
import { updateProfile } from '@sextant/db/access/update-profile'
import { page } from '@sextant/db/core/page.model'
import * as v from 'valibot'
import { hasToldLastWrite } from '../app/asker'
import { type Answer, route } from '../app/route'
import { callerOf, personOf } from './caller'

const area = 'access'
/** A session with less than this left is due to be prolonged: once a day, of thirty. */
const slidingMs = 29 * 24 * 60 * 60 * 1000
const signedInAnswer = { description: 'The session. Its cookie comes with it.', schema: Session }
const signedOutAnswer = { description: 'No session any more. The cookie is cleared.' }

/** Signing in and out, and the session itself. */
export const sessionRoutes = [
  route({
    method: 'post',
    path: '/auth/sign-up',
    summary:
      'Sign up: a new person with a workspace of their own. Repeated with the same password it signs in.',
    area,
    access: 'public',
    body: SignUp,
    answers: { 200: signedInAnswer, 201: signedInAnswer },
    handle: async asked => {
      const caller = callerOf(asked)
      const { isNew, ...signedIn } = await signUp(caller, asked.body)
      return withSession(caller, signedIn, isNew ? 201 : 200)
    },
  }),
  route({
    method: 'post',
    path: '/auth/sign-in',
    summary: 'Sign in with e-mail and password.',
    area,
    access: 'public',
    body: SignIn,
    answers: { 200: signedInAnswer },
    handle: async asked => {
      const caller = callerOf(asked)
      return withSession(caller, await signIn(caller, asked.body))
    },
  }),
  route({
    method: 'post',
    path: '/auth/sign-out',
    summary: 'End this session.',
    area,
    access: 'public',
    answers: { 204: signedOutAnswer },
    handle: async asked => ({ status: 204, cookies: [(await signOut(callerOf(asked))).cookie] }),
  }),
  route({
    method: 'post',
    path: '/auth/sign-out-everywhere',
    summary: 'End every session of yours, on every device.',
    area,
    answers: { 204: signedOutAnswer },
    handle: async asked => {
      const { cookie } = await signOutEverywhere(asked.ctx, (await personOf(asked)).userId)
      return { status: 204, cookies: [cookie] }
    },
  }),
  route({
    method: 'get',
    path: '/auth/sessions',
    summary: 'Where you are signed in: this browser first, then those used last. At most a hundred.',
    area,
    answers: { 200: { description: 'Your sessions.', schema: page(OwnSession) } },
    handle: async asked => {
      const { userId, sessionId } = await personOf(asked)
      return { body: { results: await listOwnSessions(asked.ctx, userId, sessionId) } }
    },
  }),
  route({
    method: 'delete',
    path: '/auth/sessions/:id',
    summary: 'End one session of yours, on another device.',
    area,
    answers: { 204: { description: 'It is over.' } },
    handle: async asked => {
      await signOutThere(asked.ctx, (await personOf(asked)).userId, asked.params.id!.toLowerCase())
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: '/auth/sign-out-elsewhere',
    summary: 'End every session of yours but this one.',
    area,
    answers: {
      200: { description: 'How many there were.', schema: v.object({ ended: v.number() }) },
    },
    handle: async asked => {
      const { userId, sessionId } = await personOf(asked)
      return { body: { ended: await signOutElsewhere(asked.ctx, userId, sessionId) } }
    },
  }),
  route({
    method: 'get',
    path: '/auth/session',
    summary: 'Who is signed in, in which workspace, with which permissions.',
    area,
    answers: { 200: { description: 'The session.', schema: Session } },
    handle: async asked => {
      const { identity, ctx } = asked
      // What came with the identity is as good as read now, unless this session wrote something since that was not told here yet.
      const known = identity?.session
      const slidesAt = (identity?.expiresAt ?? 0) - slidingMs
      if (
        known &&
        identity &&
        ctx.clock().getTime() < slidesAt &&
        hasToldLastWrite(asked.door, asked.http.req.raw.headers)
      )
        return { body: sessionOf(known, identity.access) }
      const { session, ...told } = await resumeSession(callerOf(asked))
      return { body: session, cookies: cookiesOf(told) }
    },
  }),
  route({
    method: 'patch',
    path: '/auth/profile',
    summary: 'Change your own name, language or time zone.',
    area,
    body: ProfileUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The session, as it is now.', schema: Session } },
    handle: async asked => {
      const { userId, sessionId } = await personOf(asked)
      await updateProfile(asked.ctx, userId, asked.body)
      return { body: await readSession(asked.ctx, sessionId) }
    },
  }),
  route({
    method: 'post',
    path: '/auth/workspace',
    summary: 'Move this session to another workspace of yours.',
    area,
    body: WorkspaceSwitch,
    answers: { 200: { description: 'The session, in the other workspace.', schema: Session } },
    handle: async asked => {
      const { sessionId } = await personOf(asked)
      await switchWorkspace(asked.ctx, sessionId, asked.body.workspaceId)
      return { body: await readSession(asked.ctx, sessionId) }
    },
  }),
  route({
    method: 'post',
    path: '/auth/workspaces',
    summary: 'Open another workspace and move this session to it.',
    area,
    body: WorkspaceCreate,
    checkedBy: 'verb',
    answers: { 201: { description: 'The session, in the new workspace.', schema: Session } },
    handle: async asked => {
      const { sessionId, userId } = await personOf(asked)
      const { workspaceId } = await createWorkspace(asked.ctx, userId, asked.body)
      await switchWorkspace(asked.ctx, sessionId, workspaceId)
      return { status: 201, body: await readSession(asked.ctx, sessionId) }
    },
  }),
] as const

/** The session as the answer's body, with its cookies when the browser needs some. */
export async function withSession(
  caller: Caller,
  { sessionId, ...told }: SignedIn,
  status = 200,
): Promise<Answer> {
  return { status, body: await readSession(caller, sessionId), cookies: cookiesOf(told) }
}

/** What the browser keeps from now on. */
export const cookiesOf = ({ cookie, deviceCookie }: Pick<SignedIn, 'cookie' | 'deviceCookie'>): string[] =>
  [cookie, deviceCookie].filter(one => one !== undefined)
