/** The request header in which the proxy tells pages their own address, path and query; set anew at each request. */
export const PAGE_HEADER = 'x-omegoo-page'

/** The request header in which the proxy tells pages the nonce of their answer, for scripts that Next does not know. */
export const NONCE_HEADER = 'x-omegoo-nonce'
