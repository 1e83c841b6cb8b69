import type { ApiAnswer } from '../http/route';

/**
 * Where clients find operations: the official ones ask before they call (facts: azure-devops.md sections 9 and 10.2).
 * Each line: resource, id, template, resource version, range, released. `{area}` and `{resource}` stay for the client.
 */
const tables: Record<string, string> = {
  Location: `
ConnectionData 00d9565f-ed9c-4a06-9a50-00e7896ccab4 _apis/{resource} 1 1.0-7.2 0.0
ResourceAreas e81700f7-3be2-46de-8624-2eb35882fcaa _apis/{resource}/{areaId} 1 3.2-7.2 0.0`,
  core: `
processes 93878975-88c5-4e6a-8abb-7ddd77a8a7d8 _apis/process/{resource}/{*processId} 1 1.0-7.2 7.1
projects 603fe2ac-9723-48b9-88ad-09305aa6c6e1 _apis/{resource}/{*projectId} 4 1.0-7.2 7.1
teams d30a3dd1-f8ba-442a-b86a-bd0c0c383e59 _apis/projects/{projectId}/{resource}/{*teamId} 3 1.0-7.2 7.1`,
  operations: `
operations 9a1b74b4-2ca8-4a9f-8470-c2f2e6fdc949 _apis/{resource}/{operationId} 1 2.0-7.2 7.1`,
  wit: `
batch 92eefc1f-1e81-473d-88d6-749205248dc3 _apis/{area}/\${resource} 2 1.0-7.2 7.1
classificationNodes 5a172953-1b41-49d3-840a-33f79c3ce89f {project}/_apis/{area}/{resource}/{structureGroup}/{*path} 2 1.0-7.2 7.1
classificationNodes a70579d1-f53a-48ee-a5be-7be8659023b9 {project}/_apis/{area}/{resource} 2 1.0-7.2 7.1
comments 608aac0a-32e1-4493-a863-b9cf4566d257 {project}/_apis/wit/workItems/{workItemId}/comments/{commentId} 4 5.1-7.2 0.0
commentsVersions 49e03b34-3be0-42e3-8a5d-e8dfb88ac954 {project}/_apis/wit/workItems/{workItemId}/comments/{commentId}/versions/{version} 1 5.1-7.2 0.0
fields b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94 {project}/_apis/{area}/{resource}/{fieldNameOrRefName} 3 1.0-7.2 7.1
recyclebin b70d8d39-926c-465e-b927-b1bf0e5ca0e0 {project}/_apis/{area}/{resource}/{id} 2 2.1-7.2 7.1
revisions a00c85a5-80fa-4565-99c3-bcd2181434bb {project}/_apis/{area}/workItems/{id}/revisions/{revisionNumber} 3 1.0-7.2 7.1
tags bc15bc60-e7a8-43cb-ab01-2106be3983a1 {project}/_apis/{area}/{resource}/{tagIdOrName} 1 5.2-7.2 7.1
updates 6570bf97-d02c-4a91-8d93-3abe9895b1a9 {project}/_apis/{area}/workItems/{id}/updates/{updateNumber} 4 1.0-7.2 7.1
wiql 1a9c53f7-f243-4447-b110-35ef023636e4 {project}/{team}/_apis/{area}/{resource} 2 1.0-7.2 7.1
wiql a02355f5-5f8a-4671-8e32-369d23aac83d {project}/{team}/_apis/{area}/{resource}/{id} 2 1.0-7.2 7.1
workItemRelationTypes f5d33bc9-5b49-4a3c-a9bd-f3cd46dd2165 _apis/{area}/{resource}/{relation} 2 1.0-7.2 7.1
workItemRevisions f828fe59-dd87-495d-a17c-7a8d6211ca6c {project}/_apis/{area}/reporting/{resource} 2 2.0-7.2 7.1
workItems 62d3d110-0047-428c-ad3c-4fe872c91c74 {project}/_apis/{area}/{resource}/\${type} 3 1.0-7.2 7.1
workItems 72c7ddf8-2cdc-4f60-90cd-ab71c14a399b {project}/_apis/{area}/{resource}/{id} 3 1.0-7.2 7.1
workItemsBatch 908509b6-4248-4475-a1cd-829139ba419f {project}/_apis/{area}/{resource} 1 5.0-7.2 7.1
workItemsDelete 8bc57545-27e5-420d-b709-f6e3ebcc1fc1 {project}/_apis/{area}/{resource} 1 7.1-7.2 7.1
workItemTransitions afae844b-e2f6-44c2-8053-17b3bb936a40 _apis/{area}/{resource} 1 4.1-7.2 7.1
workItemTypeCategories 9b9f5734-36c8-415e-ba67-f83b45c31408 {project}/_apis/{area}/{resource}/{category} 2 1.0-7.2 7.1
workItemTypes 7c8d7a76-4a09-43e8-b5df-bd792f4ac6aa {project}/_apis/{area}/{resource}/{type} 2 1.0-7.2 7.1
workItemTypesField bd293ce5-3d25-4192-8e67-e8092e879efb {project}/_apis/{area}/workitemtypes/{type}/fields/{field} 3 1.0-7.2 7.1
workItemTypeStates 7c9d7a76-4a09-43e8-b5df-bd792f4ac6aa {project}/_apis/{area}/workitemtypes/{type}/states 1 1.0-7.2 7.1`,
  hooks: `
actions c3428e90-7a69-4194-8ed8-0f153185ee0d _apis/{area}/consumers/{consumerId}/{resource}/{consumerActionId} 1 1.0-7.2 7.1
consumers 4301c514-5f34-4f5d-a145-f0ea7b5b7d19 _apis/{area}/{resource}/{consumerId} 1 1.0-7.2 7.1
Diagnostics 3b36bcb5-02ad-43c6-bbfa-6dfc6f8e9d68 _apis/{area}/subscriptions/{subscriptionId}/diagnostics 1 4.1-7.2 7.1
eventTypes db4777cd-8e08-4a84-8ba3-c974ea033718 _apis/{area}/publishers/{publisherId}/{resource}/{eventTypeId} 1 1.0-7.2 7.1
notifications 0c62d343-21b0-4732-997b-017fde84dc28 _apis/{area}/subscriptions/{subscriptionId}/{resource}/{notificationId} 1 1.0-7.2 7.1
notificationsQuery 1a57562f-160a-4b5c-9185-905e95b39d36 _apis/{area}/{resource} 1 1.0-7.2 7.1
publishers 1e83a210-5b53-43bc-90f0-d476a4e5d731 _apis/{area}/{resource}/{publisherId} 1 1.0-7.2 7.1
subscriptions fc50d02a-849f-41fb-8af1-0a5216103269 _apis/{area}/{resource}/{subscriptionId} 1 1.0-7.2 7.1
subscriptionsQuery c7c3c1cf-9e05-4c0d-a425-a0f922c2c6ed _apis/{area}/{resource} 1 1.0-7.2 7.1
testNotifications 1139462c-7e27-4524-a997-31b9b73551fe _apis/{area}/{resource}/{notificationId} 1 1.0-7.2 7.1`,
};

function readTable([area, table]: [string, string]) {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [resourceName = '', id = '', routeTemplate = '', version = '', range = '', releasedVersion = ''] =
        line.split(' ');
      const [minVersion, maxVersion] = range.split('-');
      return {
        id,
        area,
        resourceName,
        routeTemplate,
        resourceVersion: Number(version),
        minVersion,
        maxVersion,
        releasedVersion,
      };
    });
}

const locations = Object.entries(tables).flatMap(readTable);

/** `OPTIONS _apis` and `OPTIONS _apis/{area}`. */
export function listLocations(area: string | undefined): ApiAnswer {
  const value =
    area === undefined
      ? locations
      : locations.filter((entry) => entry.area.toLowerCase() === area.toLowerCase());
  return { status: 200, body: { value, count: value.length } };
}
