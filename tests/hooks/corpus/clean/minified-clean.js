"use strict";exports.handler=async e=>{const{response:s}=e.Records[0].cf,t=s.headers;return t["x-a"]=[{key:"X-A",value:"1"}],s.status>399&&(t["x-b"]=[{key:"X-B",value:"2"}]),s};
