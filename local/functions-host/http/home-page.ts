/** What the platform shows at the root of a function app, in short. */
export const homePage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Function app</title></head>
<body><h1>Your function app is up and running</h1></body>
</html>
`;
