export { PipelinePage as default } from '../../deals/pipeline-page'
