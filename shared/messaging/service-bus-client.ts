/**
 * What is loaded of the SDK on first use. It is a CommonJS library, whose names the bundle knows only by a static import
 * such as this one; import('@azure/service-bus') would give nothing but its default export there.
 */
export { ServiceBusClient } from '@azure/service-bus';
