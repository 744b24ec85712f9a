import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker'

const pathOf = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Runs inside every workflow (`workflow-sight.ts`). */
const workflowInterceptors = [pathOf('./workflow-sight.ts')]

/** The code of all workflows, as the worker's sandbox takes it. Takes about two seconds. `workflowsPath` is for tests that add their own. */
export function bundleWorkflows(
  workflowsPath = pathOf('./workflows.ts'),
): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: workflowInterceptors,
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  })
}
