/**
 * The search attributes that workflows may set. One that is not registered with the server stalls the workflow that sets it, so the
 * embedded server registers exactly these. They are not encrypted: ids and kinds only, never personal data.
 */
export const searchAttributes = {
  SextantWorkspace: 'Keyword',
  SextantArea: 'Keyword',
  SextantSubject: 'Keyword',
} as const
