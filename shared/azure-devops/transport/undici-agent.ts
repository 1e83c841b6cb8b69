/**
 * What is loaded of undici on first use. It is a CommonJS library, whose names the bundle knows only by a static import
 * such as this one; import('undici') would give nothing but its default export there.
 */
export { Agent } from 'undici';
export { guardedConnector } from '../../security/guarded-connector';
