import { attachFile } from '@sextant/db/attachments/attach-file'
import {
  Attachment,
  AttachmentAsked,
  AttachmentChange,
  Attachments,
  AttachmentsAsked,
} from '@sextant/db/attachments/attachments.model'
import { attachmentsOf, downloadOf } from '@sextant/db/attachments/attachments.queries'
import {
  removeAttachment,
  renameAttachment,
  restoreAttachment,
} from '@sextant/db/attachments/change-attachment'
import { isShown } from '@sextant/db/attachments/media-type.rules'
import * as v from 'valibot'
import { type Asked, route } from '../app/route'
import { streamedFile } from '../app/streamed-file'
import { limitedBody } from './limited-body'

const area = 'attachments'

/** Files on records: sight of one is sight of its record, and a grant to see files at all. */
export const attachmentRoutes = [
  route({
    method: 'get',
    path: '/crm/attachments',
    area,
    summary: 'The files of a record, the newest first, or those of them that are in the bin.',
    query: AttachmentsAsked,
    answers: { 200: { description: 'The files, and whether you may add one.', schema: Attachments } },
    handle: async ({ ctx, query, door }) => ({ body: await attachmentsOf(ctx, query, door.files.mostBytes) }),
  }),
  route({
    method: 'post',
    path: '/crm/attachments',
    area,
    summary:
      'Puts a file on a record; the body is the file itself, of up to 1 GB unless the operator says otherwise. What it is is told by its content. It is kept from everybody while a scanner has not answered, where one is set.',
    query: AttachmentAsked,
    body: 'raw',
    answers: { 201: { description: 'The file.', schema: Attachment } },
    handle: async ({ ctx, query, http, door }) => {
      const { files } = door
      const body = limitedBody(http.req.raw, files.mostBytes)
      return { status: 201, body: await attachFile(ctx, files, query, body) }
    },
  }),
  route({
    method: 'patch',
    path: '/crm/attachments/:id',
    area,
    summary: 'Gives a file another name.',
    body: AttachmentChange,
    checkedBy: 'verb',
    answers: { 200: { description: 'The file.', schema: Attachment } },
    handle: async ({ ctx, params, body, version }) => {
      const now = await renameAttachment(ctx, params.id ?? '', body, version)
      return { body: now, version: now.version }
    },
  }),
  route({
    method: 'delete',
    path: '/crm/attachments/:id',
    area,
    summary: 'Takes a file off its record. It can be brought back for 30 days; then its bytes are gone.',
    answers: { 204: { description: 'It is in the bin.' } },
    handle: async ({ ctx, params }) => {
      await removeAttachment(ctx, params.id ?? '')
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: '/crm/attachments/:id/restore',
    area,
    summary: 'Brings a file back from the bin.',
    answers: { 200: { description: 'The file.', schema: Attachment } },
    handle: async ({ ctx, params }) => ({ body: await restoreAttachment(ctx, params.id ?? '') }),
  }),
  route({
    method: 'get',
    path: '/crm/attachments/:id/content',
    area,
    summary:
      'The bytes of a file, or a range of them. With `show=true` a picture or PDF is shown by the browser; everything else is saved.',
    query: v.strictObject({ show: v.optional(v.picklist(['true', 'false']), 'false') }),
    answers: {
      200: { description: 'The bytes.', contentType: 'application/octet-stream' },
      206: {
        description: 'The range that was asked for.',
        contentType: 'application/octet-stream',
      },
    },
    handle: asked => send(asked, asked.query.show === 'true'),
  }),
  route({
    method: 'get',
    path: '/crm/attachments/:id/thumbnail',
    area,
    summary: 'The small picture (WebP) of a file that is one.',
    answers: { 200: { description: 'The picture.', contentType: 'image/webp' } },
    handle: asked => send(asked, true, true),
  }),
] as const

async function send({ ctx, params, door, http }: Asked<unknown, unknown>, show: boolean, thumbnail = false) {
  const { blobs } = door.files
  const { kept, key, bytes } = await downloadOf(ctx, blobs, params.id ?? '', thumbnail)
  const mediaType = thumbnail ? 'image/webp' : kept.mediaType
  const tag = `${kept.sha256.slice(0, 32)}${thumbnail ? '-small' : ''}`
  const inline = show && isShown(mediaType)
  return streamedFile(http.req.raw, { blobs, key, bytes, name: kept.name, mediaType, tag, inline })
}
