/** An error as Azure DevOps answers it (facts: azure-devops.md section 3.1). Clients tell errors apart by `typeKey`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    /** Name of the exception, without namespace. */
    readonly typeKey: string,
    message: string,
    readonly details: {
      /** 3200: work item tracking. 3000: general. 0: plain argument errors. */
      eventId?: 0 | 3000 | 3200;
      customProperties?: Record<string, unknown>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
  }

  /** The envelope of every JSON error. */
  body(): Record<string, unknown> {
    const { eventId = 3200, customProperties } = this.details;
    const assembly =
      eventId === 3200
        ? 'Microsoft.TeamFoundation.WorkItemTracking.Server'
        : 'Microsoft.VisualStudio.Services.Common';
    return {
      $id: '1',
      ...(customProperties && { customProperties }),
      innerException: null,
      message: this.message,
      typeName: `${assembly}.${this.typeKey}, ${assembly}`,
      typeKey: this.typeKey,
      errorCode: 0,
      eventId,
    };
  }
}
