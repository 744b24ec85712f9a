export { ConversationsPage as default } from '../../../conversations/conversations-page'
