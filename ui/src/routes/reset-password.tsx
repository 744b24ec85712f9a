export { ResetPassword as default } from '../auth/reset-password'
