import { FileUpload, StoredFile } from '@sextant/db/files/file.model'
import { uploadFile } from '@sextant/db/files/upload-file'
import { route } from '../app/route'

export const fileRoutes = [
  route({
    method: 'post',
    path: '/crm/files',
    area: 'imports',
    summary: 'Uploads a file of up to 1 GB; the body is the file itself.',
    query: FileUpload,
    body: 'raw',
    answers: { 201: { description: 'The file, to be named by an import.', schema: StoredFile } },
    handle: async ({ ctx, query, http }) => {
      const { body, headers } = http.req.raw
      const contentType = headers.get('content-type')?.slice(0, 120) ?? 'application/octet-stream'
      return {
        status: 201,
        body: await uploadFile(
          ctx,
          { name: query.name, contentType },
          (body ?? []) as AsyncIterable<Uint8Array>,
        ),
      }
    },
  }),
] as const
