import type { DocumentOptions } from './openapi'

/** The title and version of this server's documents. */
export const ABOUT: DocumentOptions = { title: 'Omegoo', version: '0.1.0' }
