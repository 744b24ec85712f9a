export { ForgotPassword as default } from '../auth/forgot-password'
