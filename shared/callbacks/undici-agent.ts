/** What is loaded of undici on first use; a static import, because a bundled CommonJS library has its names only so. */
export { Agent } from 'undici';
export { guardedConnector } from '../security/guarded-connector';
