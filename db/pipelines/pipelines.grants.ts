import { full, type GrantsByRole, see } from '../core/grants.rules'

export const pipelineGrants: GrantsByRole = {
  manager: full,
  rep: see,
  marketer: see,
  analyst: see,
  read_only: see,
}
export const stageGrants: GrantsByRole = { ...pipelineGrants }
