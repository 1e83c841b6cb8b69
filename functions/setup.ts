import { app } from '@azure/functions';

/**
 * Bodies come as they are sent: large events need not be in memory, and bodies in chunks arrive at all, which without it
 * the host does not hand over (Azure/azure-functions-host, GrpcMessageConversionExtensions.ToRpcHttp).
 */
app.setup({ enableHttpStream: true });
