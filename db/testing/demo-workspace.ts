import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { uuidv7 } from '../core/ids'
import type { Story } from '../demo/story.model'
import { type StorySize, tellStory } from '../demo/tell-story'
import { writeStory } from '../demo/write-story'
import { defineField } from '../fields/define-field'
import { testContext } from './test-context'
import type { TestDatabase } from './test-database'

/** For tests: a workspace with the made-up company in it, whose truth is known, and its story. */
export async function demoWorkspace(
  database: TestDatabase,
  seed: number,
  size: StorySize,
): Promise<{ ctx: Context; story: Story }> {
  const ctx = await testContext(database)
  const pipelineId = uuidv7()
  const kinds = ['open', 'open', 'open', 'won', 'lost'] as const
  const stages = ['Qualify', 'Propose', 'Commit', 'Won', 'Lost'].map((name, i) => ({
    id: uuidv7(),
    name,
    kind: kinds[i]!,
  }))
  const now = ctx.clock().toISOString()
  await inWorkspace(ctx, async tx => {
    await tx`insert into pipeline (id, workspace_id, name, position, is_default, created_at, updated_at) values (${pipelineId}, ${ctx.workspaceId}, 'Sales', 1, true, ${now}, ${now})`
    for (const [position, { id, name, kind }] of stages.entries())
      await tx`insert into stage (id, workspace_id, name, pipeline_id, kind, position, created_at, updated_at) values (${id}, ${ctx.workspaceId}, ${name}, ${pipelineId}, ${kind}, ${position}, ${now}, ${now})`
  })
  await defineField(ctx, { entity: 'deal', key: 'competitor', label: 'Competitor', kind: 'boolean' })
  const story = tellStory(seed, ctx.clock().getTime(), pipelineId, stages, size)
  for (const member of story.members)
    await database.owner`insert into member (id, workspace_id, name, email, role, team_id, created_at) values (${member.id}, ${ctx.workspaceId}, ${member.name}, ${member.email}, ${member.role}, ${member.teamId}, now())`
  await writeStory({ ...ctx, cause: { type: 'demo', id: ctx.workspaceId, silent: true } }, story)
  return { ctx, story }
}
