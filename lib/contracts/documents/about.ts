import type { DocumentOptions } from './openapi'

/** What the documents of this server say of themselves. */
export const ABOUT: DocumentOptions = { title: 'Omegoo', version: '0.1.0' }
