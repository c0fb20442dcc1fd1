/** The request header in which the proxy tells pages their own address, path and query; set anew at each request. */
export const PAGE_HEADER = 'x-omegoo-page'
