import { fieldPointer } from '../../../shared/tickets/field-pointer';

it.each([
  ['System.Title', '/title'],
  ['system.assignedto', '/assignedTo'],
  ['System.AreaPath', '/areaPath'],
  ['Microsoft.VSTS.TCM.ReproSteps', '/description'],
  ['Microsoft.VSTS.Common.Severity', '/fields/Microsoft.VSTS.Common.Severity'],
  ['Odd~/Name', '/fields/Odd~0~1Name'],
])('finds the place of %s', (referenceName, pointer) => {
  expect(fieldPointer(referenceName)).toBe(pointer);
});
