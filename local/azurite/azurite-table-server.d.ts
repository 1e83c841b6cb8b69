/** Azurite publishes no types; these are the two classes of its table service that main.ts uses (azurite 3.35.0). */
declare module 'azurite/dist/src/table/TableConfiguration.js' {
  export interface TableConfiguration {
    readonly port: number;
  }
  /** A CommonJS module: what it exports by default is a property of what Node imports by default. */
  const commonJs: {
    default: new (
      host: string,
      port: number,
      keepAliveTimeoutSeconds: number,
      databaseFile: string,
      enableDebugLog: boolean,
      enableAccessLog: boolean,
      accessLogStream: undefined,
      debugLogFile: undefined,
      loose: boolean,
      skipApiVersionCheck: boolean,
      certFile: string,
      keyFile: string,
      password: string,
      oauthLevel: undefined,
      disableProductStyleUrl: boolean,
      inMemory: boolean,
    ) => TableConfiguration;
  };
  export default commonJs;
}

declare module 'azurite/dist/src/table/TableServer.js' {
  import type { TableConfiguration } from 'azurite/dist/src/table/TableConfiguration.js';

  export interface TableServer {
    start(): Promise<void>;
    /** Ends the listener and writes the database. */
    close(): Promise<void>;
    /** `http://HOST:PORT`, with the port that was really taken. */
    getHttpServerAddress(): string;
  }
  const commonJs: { default: new (configuration: TableConfiguration) => TableServer };
  export default commonJs;
}
