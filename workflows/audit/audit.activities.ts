import { sealAudit } from '@sextant/db/audit/seal-audit'
import type { ActivityDeps } from '../app/deps'

export const auditActivities = ({ db, log, clock }: ActivityDeps) => ({
  sealWhatWasNoted: async (): Promise<void> => {
    const sealed = await sealAudit({ db, clock })
    if (sealed) log.info('audit entries sealed', { sealed })
  },
})

export type AuditActivities = ReturnType<typeof auditActivities>
