import $protobuf from "protobufjs/minimal.js";
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;
const $root = $protobuf.roots["ringside-control"] || ($protobuf.roots["ringside-control"] = {});
export const ringside = $root.ringside = (() => {
  const ringside2 = {};
  ringside2.v1 = (function() {
    const v1 = {};
    v1.RelayToServices = (function() {
      const RelayToServices = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RelayToServices.prototype.hello = null;
      RelayToServices.prototype.event = null;
      RelayToServices.prototype.timeRequest = null;
      RelayToServices.prototype.ack = null;
      let $oneOfFields;
      $Object.defineProperty(RelayToServices.prototype, "message", {
        get: $util.oneOfGetter($oneOfFields = ["hello", "event", "timeRequest", "ack"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      RelayToServices.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
          $root.ringside.v1.NodeHello.encode(message.hello, writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).fork(), _depth + 1).ldelim();
        if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
          $root.ringside.v1.NodeEvent.encode(message.event, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.timeRequest != null && $Object.hasOwnProperty.call(message, "timeRequest"))
          $root.ringside.v1.NodeTimeRequest.encode(message.timeRequest, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.ack != null && $Object.hasOwnProperty.call(message, "ack"))
          $root.ringside.v1.ServicesAck.encode(message.ack, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RelayToServices.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RelayToServices();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              message.hello = $root.ringside.v1.NodeHello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
              message.message = "hello";
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.event = $root.ringside.v1.NodeEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
              message.message = "event";
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.timeRequest = $root.ringside.v1.NodeTimeRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.timeRequest);
              message.message = "timeRequest";
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.ack = $root.ringside.v1.ServicesAck.decode(reader, reader.size(), $undefined, _depth + 1, message.ack);
              message.message = "ack";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RelayToServices;
    })();
    v1.ServicesToRelay = (function() {
      const ServicesToRelay = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ServicesToRelay.prototype.welcome = null;
      ServicesToRelay.prototype.eventAck = null;
      ServicesToRelay.prototype.heartbeat = null;
      ServicesToRelay.prototype.command = null;
      ServicesToRelay.prototype.time = null;
      ServicesToRelay.prototype.keySet = null;
      let $oneOfFields;
      $Object.defineProperty(ServicesToRelay.prototype, "message", {
        get: $util.oneOfGetter($oneOfFields = ["welcome", "eventAck", "heartbeat", "command", "time", "keySet"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      ServicesToRelay.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
          $root.ringside.v1.NodeWelcome.encode(message.welcome, writer.uint32(
            /* id 9, wireType 2 =*/
            74
          ).fork(), _depth + 1).ldelim();
        if (message.eventAck != null && $Object.hasOwnProperty.call(message, "eventAck"))
          $root.ringside.v1.EventAck.encode(message.eventAck, writer.uint32(
            /* id 10, wireType 2 =*/
            82
          ).fork(), _depth + 1).ldelim();
        if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
          $root.ringside.v1.SignedStatement.encode(message.heartbeat, writer.uint32(
            /* id 11, wireType 2 =*/
            90
          ).fork(), _depth + 1).ldelim();
        if (message.command != null && $Object.hasOwnProperty.call(message, "command"))
          $root.ringside.v1.ServicesCommand.encode(message.command, writer.uint32(
            /* id 12, wireType 2 =*/
            98
          ).fork(), _depth + 1).ldelim();
        if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
          $root.ringside.v1.NodeTime.encode(message.time, writer.uint32(
            /* id 13, wireType 2 =*/
            106
          ).fork(), _depth + 1).ldelim();
        if (message.keySet != null && $Object.hasOwnProperty.call(message, "keySet"))
          $root.ringside.v1.SignedStatement.encode(message.keySet, writer.uint32(
            /* id 14, wireType 2 =*/
            114
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ServicesToRelay.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ServicesToRelay();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 9: {
              if (wireType !== 2)
                break;
              message.welcome = $root.ringside.v1.NodeWelcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
              message.message = "welcome";
              continue;
            }
            case 10: {
              if (wireType !== 2)
                break;
              message.eventAck = $root.ringside.v1.EventAck.decode(reader, reader.size(), $undefined, _depth + 1, message.eventAck);
              message.message = "eventAck";
              continue;
            }
            case 11: {
              if (wireType !== 2)
                break;
              message.heartbeat = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
              message.message = "heartbeat";
              continue;
            }
            case 12: {
              if (wireType !== 2)
                break;
              message.command = $root.ringside.v1.ServicesCommand.decode(reader, reader.size(), $undefined, _depth + 1, message.command);
              message.message = "command";
              continue;
            }
            case 13: {
              if (wireType !== 2)
                break;
              message.time = $root.ringside.v1.NodeTime.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
              message.message = "time";
              continue;
            }
            case 14: {
              if (wireType !== 2)
                break;
              message.keySet = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.keySet);
              message.message = "keySet";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ServicesToRelay;
    })();
    v1.NodeHello = (function() {
      const NodeHello = function(properties) {
        this.liveSessions = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeHello.prototype.version = 0;
      NodeHello.prototype.node = "";
      NodeHello.prototype.instance = "";
      NodeHello.prototype.viewerUrl = "";
      NodeHello.prototype.liveSessions = $util.emptyArray;
      NodeHello.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.version);
        if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.node);
        if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
          writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).string(message.instance);
        if (message.viewerUrl != null && $Object.hasOwnProperty.call(message, "viewerUrl") && message.viewerUrl !== "")
          writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).string(message.viewerUrl);
        if (message.liveSessions != null && message.liveSessions.length)
          for (let i = 0; i < message.liveSessions.length; ++i)
            writer.uint32(
              /* id 5, wireType 2 =*/
              42
            ).string(message.liveSessions[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeHello.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeHello();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.version = value;
              else
                delete message.version;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.node = value;
              else
                delete message.node;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.instance = value;
              else
                delete message.instance;
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.viewerUrl = value;
              else
                delete message.viewerUrl;
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              if (!(message.liveSessions && message.liveSessions.length))
                message.liveSessions = [];
              message.liveSessions.push(reader.stringVerify());
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeHello;
    })();
    v1.NodeWelcome = (function() {
      const NodeWelcome = function(properties) {
        this.withdrawnDevices = [];
        this.reboundDevices = [];
        this.minimumAgents = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeWelcome.prototype.keySet = null;
      NodeWelcome.prototype.withdrawnDevices = $util.emptyArray;
      NodeWelcome.prototype.lastEvent = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      NodeWelcome.prototype.issuer = "";
      NodeWelcome.prototype.reboundDevices = $util.emptyArray;
      NodeWelcome.prototype.minimumAgents = $util.emptyArray;
      NodeWelcome.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.keySet != null && $Object.hasOwnProperty.call(message, "keySet"))
          $root.ringside.v1.SignedStatement.encode(message.keySet, writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).fork(), _depth + 1).ldelim();
        if (message.withdrawnDevices != null && message.withdrawnDevices.length)
          for (let i = 0; i < message.withdrawnDevices.length; ++i)
            writer.uint32(
              /* id 2, wireType 2 =*/
              18
            ).string(message.withdrawnDevices[i]);
        if (message.lastEvent != null && $Object.hasOwnProperty.call(message, "lastEvent") && (typeof message.lastEvent === "object" ? message.lastEvent.low || message.lastEvent.high : message.lastEvent !== 0))
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint64(message.lastEvent);
        if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer") && message.issuer !== "")
          writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).string(message.issuer);
        if (message.reboundDevices != null && message.reboundDevices.length)
          for (let i = 0; i < message.reboundDevices.length; ++i)
            $root.ringside.v1.ReboundDevice.encode(message.reboundDevices[i], writer.uint32(
              /* id 5, wireType 2 =*/
              42
            ).fork(), _depth + 1).ldelim();
        if (message.minimumAgents != null && message.minimumAgents.length)
          for (let i = 0; i < message.minimumAgents.length; ++i)
            $root.ringside.v1.MinimumAgent.encode(message.minimumAgents[i], writer.uint32(
              /* id 6, wireType 2 =*/
              50
            ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeWelcome.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeWelcome();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              message.keySet = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.keySet);
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if (!(message.withdrawnDevices && message.withdrawnDevices.length))
                message.withdrawnDevices = [];
              message.withdrawnDevices.push(reader.stringVerify());
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.lastEvent = value;
              else
                delete message.lastEvent;
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.issuer = value;
              else
                delete message.issuer;
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              if (!(message.reboundDevices && message.reboundDevices.length))
                message.reboundDevices = [];
              message.reboundDevices.push($root.ringside.v1.ReboundDevice.decode(reader, reader.size(), $undefined, _depth + 1));
              continue;
            }
            case 6: {
              if (wireType !== 2)
                break;
              if (!(message.minimumAgents && message.minimumAgents.length))
                message.minimumAgents = [];
              message.minimumAgents.push($root.ringside.v1.MinimumAgent.decode(reader, reader.size(), $undefined, _depth + 1));
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeWelcome;
    })();
    v1.ReboundDevice = (function() {
      const ReboundDevice = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ReboundDevice.prototype.device = "";
      ReboundDevice.prototype.key = "";
      ReboundDevice.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.key);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ReboundDevice.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ReboundDevice();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.key = value;
              else
                delete message.key;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ReboundDevice;
    })();
    v1.MinimumAgent = (function() {
      const MinimumAgent = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      MinimumAgent.prototype.tenant = "";
      MinimumAgent.prototype.version = "";
      MinimumAgent.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.tenant != null && $Object.hasOwnProperty.call(message, "tenant") && message.tenant !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.tenant);
        if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.version);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      MinimumAgent.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.MinimumAgent();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.tenant = value;
              else
                delete message.tenant;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.version = value;
              else
                delete message.version;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return MinimumAgent;
    })();
    v1.NodeEvent = (function() {
      const NodeEvent = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeEvent.prototype.sequence = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      NodeEvent.prototype.timeMs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      NodeEvent.prototype.deviceConnected = null;
      NodeEvent.prototype.deviceDisconnected = null;
      NodeEvent.prototype.deviceStatus = null;
      NodeEvent.prototype.sessionStarted = null;
      NodeEvent.prototype.sessionSuspended = null;
      NodeEvent.prototype.sessionEnded = null;
      NodeEvent.prototype.sessionRefused = null;
      NodeEvent.prototype.commandDone = null;
      NodeEvent.prototype.recoveryDone = null;
      NodeEvent.prototype.deviceOutdated = null;
      NodeEvent.prototype.deviceDoubled = null;
      NodeEvent.prototype.account = null;
      let $oneOfFields;
      $Object.defineProperty(NodeEvent.prototype, "event", {
        get: $util.oneOfGetter($oneOfFields = ["deviceConnected", "deviceDisconnected", "deviceStatus", "sessionStarted", "sessionSuspended", "sessionEnded", "sessionRefused", "commandDone", "recoveryDone", "deviceOutdated", "deviceDoubled", "account"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      NodeEvent.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint64(message.sequence);
        if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint64(message.timeMs);
        if (message.deviceConnected != null && $Object.hasOwnProperty.call(message, "deviceConnected"))
          $root.ringside.v1.DeviceConnected.encode(message.deviceConnected, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.deviceDisconnected != null && $Object.hasOwnProperty.call(message, "deviceDisconnected"))
          $root.ringside.v1.DeviceDisconnected.encode(message.deviceDisconnected, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.deviceStatus != null && $Object.hasOwnProperty.call(message, "deviceStatus"))
          $root.ringside.v1.DeviceStatus.encode(message.deviceStatus, writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).fork(), _depth + 1).ldelim();
        if (message.sessionStarted != null && $Object.hasOwnProperty.call(message, "sessionStarted"))
          $root.ringside.v1.NodeSessionStarted.encode(message.sessionStarted, writer.uint32(
            /* id 6, wireType 2 =*/
            50
          ).fork(), _depth + 1).ldelim();
        if (message.sessionSuspended != null && $Object.hasOwnProperty.call(message, "sessionSuspended"))
          $root.ringside.v1.NodeSessionSuspended.encode(message.sessionSuspended, writer.uint32(
            /* id 7, wireType 2 =*/
            58
          ).fork(), _depth + 1).ldelim();
        if (message.sessionEnded != null && $Object.hasOwnProperty.call(message, "sessionEnded"))
          $root.ringside.v1.NodeSessionEnded.encode(message.sessionEnded, writer.uint32(
            /* id 8, wireType 2 =*/
            66
          ).fork(), _depth + 1).ldelim();
        if (message.sessionRefused != null && $Object.hasOwnProperty.call(message, "sessionRefused"))
          $root.ringside.v1.NodeSessionRefused.encode(message.sessionRefused, writer.uint32(
            /* id 9, wireType 2 =*/
            74
          ).fork(), _depth + 1).ldelim();
        if (message.commandDone != null && $Object.hasOwnProperty.call(message, "commandDone"))
          $root.ringside.v1.NodeCommandDone.encode(message.commandDone, writer.uint32(
            /* id 10, wireType 2 =*/
            82
          ).fork(), _depth + 1).ldelim();
        if (message.recoveryDone != null && $Object.hasOwnProperty.call(message, "recoveryDone"))
          $root.ringside.v1.RecoveryDone.encode(message.recoveryDone, writer.uint32(
            /* id 11, wireType 2 =*/
            90
          ).fork(), _depth + 1).ldelim();
        if (message.deviceOutdated != null && $Object.hasOwnProperty.call(message, "deviceOutdated"))
          $root.ringside.v1.DeviceOutdated.encode(message.deviceOutdated, writer.uint32(
            /* id 12, wireType 2 =*/
            98
          ).fork(), _depth + 1).ldelim();
        if (message.deviceDoubled != null && $Object.hasOwnProperty.call(message, "deviceDoubled"))
          $root.ringside.v1.DeviceDoubled.encode(message.deviceDoubled, writer.uint32(
            /* id 13, wireType 2 =*/
            106
          ).fork(), _depth + 1).ldelim();
        if (message.account != null && $Object.hasOwnProperty.call(message, "account"))
          $root.ringside.v1.NodeAccountNews.encode(message.account, writer.uint32(
            /* id 14, wireType 2 =*/
            114
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeEvent.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeEvent();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sequence = value;
              else
                delete message.sequence;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.timeMs = value;
              else
                delete message.timeMs;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.deviceConnected = $root.ringside.v1.DeviceConnected.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceConnected);
              message.event = "deviceConnected";
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.deviceDisconnected = $root.ringside.v1.DeviceDisconnected.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceDisconnected);
              message.event = "deviceDisconnected";
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              message.deviceStatus = $root.ringside.v1.DeviceStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceStatus);
              message.event = "deviceStatus";
              continue;
            }
            case 6: {
              if (wireType !== 2)
                break;
              message.sessionStarted = $root.ringside.v1.NodeSessionStarted.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionStarted);
              message.event = "sessionStarted";
              continue;
            }
            case 7: {
              if (wireType !== 2)
                break;
              message.sessionSuspended = $root.ringside.v1.NodeSessionSuspended.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionSuspended);
              message.event = "sessionSuspended";
              continue;
            }
            case 8: {
              if (wireType !== 2)
                break;
              message.sessionEnded = $root.ringside.v1.NodeSessionEnded.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionEnded);
              message.event = "sessionEnded";
              continue;
            }
            case 9: {
              if (wireType !== 2)
                break;
              message.sessionRefused = $root.ringside.v1.NodeSessionRefused.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionRefused);
              message.event = "sessionRefused";
              continue;
            }
            case 10: {
              if (wireType !== 2)
                break;
              message.commandDone = $root.ringside.v1.NodeCommandDone.decode(reader, reader.size(), $undefined, _depth + 1, message.commandDone);
              message.event = "commandDone";
              continue;
            }
            case 11: {
              if (wireType !== 2)
                break;
              message.recoveryDone = $root.ringside.v1.RecoveryDone.decode(reader, reader.size(), $undefined, _depth + 1, message.recoveryDone);
              message.event = "recoveryDone";
              continue;
            }
            case 12: {
              if (wireType !== 2)
                break;
              message.deviceOutdated = $root.ringside.v1.DeviceOutdated.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceOutdated);
              message.event = "deviceOutdated";
              continue;
            }
            case 13: {
              if (wireType !== 2)
                break;
              message.deviceDoubled = $root.ringside.v1.DeviceDoubled.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceDoubled);
              message.event = "deviceDoubled";
              continue;
            }
            case 14: {
              if (wireType !== 2)
                break;
              message.account = $root.ringside.v1.NodeAccountNews.decode(reader, reader.size(), $undefined, _depth + 1, message.account);
              message.event = "account";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeEvent;
    })();
    v1.DeviceConnected = (function() {
      const DeviceConnected = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      DeviceConnected.prototype.device = "";
      DeviceConnected.prototype.capabilities = null;
      DeviceConnected.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.capabilities != null && $Object.hasOwnProperty.call(message, "capabilities"))
          $root.ringside.v1.AgentCapabilities.encode(message.capabilities, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      DeviceConnected.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.DeviceConnected();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.capabilities = $root.ringside.v1.AgentCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.capabilities);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return DeviceConnected;
    })();
    v1.DeviceDisconnected = (function() {
      const DeviceDisconnected = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      DeviceDisconnected.prototype.device = "";
      DeviceDisconnected.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      DeviceDisconnected.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.DeviceDisconnected();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return DeviceDisconnected;
    })();
    v1.DeviceOutdated = (function() {
      const DeviceOutdated = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      DeviceOutdated.prototype.device = "";
      DeviceOutdated.prototype.agentVersion = "";
      DeviceOutdated.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.agentVersion);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      DeviceOutdated.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.DeviceOutdated();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.agentVersion = value;
              else
                delete message.agentVersion;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return DeviceOutdated;
    })();
    v1.DeviceDoubled = (function() {
      const DeviceDoubled = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      DeviceDoubled.prototype.device = "";
      DeviceDoubled.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      DeviceDoubled.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.DeviceDoubled();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return DeviceDoubled;
    })();
    v1.DeviceStatus = (function() {
      const DeviceStatus = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      DeviceStatus.prototype.device = "";
      DeviceStatus.prototype.room = null;
      DeviceStatus.prototype.layout = null;
      DeviceStatus.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.room != null && $Object.hasOwnProperty.call(message, "room"))
          $root.ringside.v1.RoomStatus.encode(message.room, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.layout != null && $Object.hasOwnProperty.call(message, "layout"))
          $root.ringside.v1.DisplayLayout.encode(message.layout, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      DeviceStatus.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.DeviceStatus();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.room = $root.ringside.v1.RoomStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.room);
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.layout = $root.ringside.v1.DisplayLayout.decode(reader, reader.size(), $undefined, _depth + 1, message.layout);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return DeviceStatus;
    })();
    v1.NodeSessionStarted = (function() {
      const NodeSessionStarted = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeSessionStarted.prototype.session = "";
      NodeSessionStarted.prototype.resumed = false;
      NodeSessionStarted.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.resumed != null && $Object.hasOwnProperty.call(message, "resumed") && message.resumed !== false)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).bool(message.resumed);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeSessionStarted.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeSessionStarted();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.resumed = value;
              else
                delete message.resumed;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeSessionStarted;
    })();
    v1.NodeSessionSuspended = (function() {
      const NodeSessionSuspended = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeSessionSuspended.prototype.session = "";
      NodeSessionSuspended.prototype.resumeWithinMs = 0;
      NodeSessionSuspended.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.resumeWithinMs != null && $Object.hasOwnProperty.call(message, "resumeWithinMs") && message.resumeWithinMs !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.resumeWithinMs);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeSessionSuspended.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeSessionSuspended();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.resumeWithinMs = value;
              else
                delete message.resumeWithinMs;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeSessionSuspended;
    })();
    v1.NodeSessionEnded = (function() {
      const NodeSessionEnded = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeSessionEnded.prototype.session = "";
      NodeSessionEnded.prototype.reason = 0;
      NodeSessionEnded.prototype.ringLoss = null;
      NodeSessionEnded.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.reason);
        if (message.ringLoss != null && $Object.hasOwnProperty.call(message, "ringLoss"))
          $root.ringside.v1.RingLoss.encode(message.ringLoss, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeSessionEnded.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeSessionEnded();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.ringLoss = $root.ringside.v1.RingLoss.decode(reader, reader.size(), $undefined, _depth + 1, message.ringLoss);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeSessionEnded;
    })();
    v1.NodeSessionRefused = (function() {
      const NodeSessionRefused = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeSessionRefused.prototype.session = "";
      NodeSessionRefused.prototype.reason = 0;
      NodeSessionRefused.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.reason);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeSessionRefused.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeSessionRefused();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeSessionRefused;
    })();
    v1.NodeCommandDone = (function() {
      const NodeCommandDone = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeCommandDone.prototype.session = "";
      NodeCommandDone.prototype.command = 0;
      NodeCommandDone.prototype.refusal = 0;
      NodeCommandDone.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.command != null && $Object.hasOwnProperty.call(message, "command") && message.command !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.command);
        if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).int32(message.refusal);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeCommandDone.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeCommandDone();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.command = value;
              else
                delete message.command;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.refusal = value;
              else
                delete message.refusal;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeCommandDone;
    })();
    v1.RecoveryDone = (function() {
      const RecoveryDone = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RecoveryDone.prototype.device = "";
      RecoveryDone.prototype.id = "";
      RecoveryDone.prototype.refusal = 0;
      RecoveryDone.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.id);
        if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).int32(message.refusal);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RecoveryDone.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RecoveryDone();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.id = value;
              else
                delete message.id;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.refusal = value;
              else
                delete message.refusal;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RecoveryDone;
    })();
    v1.NodeAccountNews = (function() {
      const NodeAccountNews = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeAccountNews.prototype.device = "";
      NodeAccountNews.prototype.news = null;
      NodeAccountNews.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.news != null && $Object.hasOwnProperty.call(message, "news"))
          $root.ringside.v1.AgentAccountNews.encode(message.news, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeAccountNews.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeAccountNews();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.news = $root.ringside.v1.AgentAccountNews.decode(reader, reader.size(), $undefined, _depth + 1, message.news);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeAccountNews;
    })();
    v1.EventAck = (function() {
      const EventAck = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      EventAck.prototype.sequence = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      EventAck.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint64(message.sequence);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      EventAck.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.EventAck();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sequence = value;
              else
                delete message.sequence;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return EventAck;
    })();
    v1.ServicesCommand = (function() {
      const ServicesCommand = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ServicesCommand.prototype.sequence = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      ServicesCommand.prototype.endSession = null;
      ServicesCommand.prototype.withdrawDevice = null;
      ServicesCommand.prototype.restoreDevice = null;
      ServicesCommand.prototype.recoverDevice = null;
      ServicesCommand.prototype.rebindDevice = null;
      ServicesCommand.prototype.minimumAgent = null;
      let $oneOfFields;
      $Object.defineProperty(ServicesCommand.prototype, "command", {
        get: $util.oneOfGetter($oneOfFields = ["endSession", "withdrawDevice", "restoreDevice", "recoverDevice", "rebindDevice", "minimumAgent"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      ServicesCommand.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint64(message.sequence);
        if (message.endSession != null && $Object.hasOwnProperty.call(message, "endSession"))
          $root.ringside.v1.EndSessionCommand.encode(message.endSession, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.withdrawDevice != null && $Object.hasOwnProperty.call(message, "withdrawDevice"))
          $root.ringside.v1.WithdrawDevice.encode(message.withdrawDevice, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.restoreDevice != null && $Object.hasOwnProperty.call(message, "restoreDevice"))
          $root.ringside.v1.RestoreDevice.encode(message.restoreDevice, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.recoverDevice != null && $Object.hasOwnProperty.call(message, "recoverDevice"))
          $root.ringside.v1.RecoverDevice.encode(message.recoverDevice, writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).fork(), _depth + 1).ldelim();
        if (message.rebindDevice != null && $Object.hasOwnProperty.call(message, "rebindDevice"))
          $root.ringside.v1.ReboundDevice.encode(message.rebindDevice, writer.uint32(
            /* id 6, wireType 2 =*/
            50
          ).fork(), _depth + 1).ldelim();
        if (message.minimumAgent != null && $Object.hasOwnProperty.call(message, "minimumAgent"))
          $root.ringside.v1.MinimumAgent.encode(message.minimumAgent, writer.uint32(
            /* id 7, wireType 2 =*/
            58
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ServicesCommand.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ServicesCommand();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sequence = value;
              else
                delete message.sequence;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.endSession = $root.ringside.v1.EndSessionCommand.decode(reader, reader.size(), $undefined, _depth + 1, message.endSession);
              message.command = "endSession";
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.withdrawDevice = $root.ringside.v1.WithdrawDevice.decode(reader, reader.size(), $undefined, _depth + 1, message.withdrawDevice);
              message.command = "withdrawDevice";
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.restoreDevice = $root.ringside.v1.RestoreDevice.decode(reader, reader.size(), $undefined, _depth + 1, message.restoreDevice);
              message.command = "restoreDevice";
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              message.recoverDevice = $root.ringside.v1.RecoverDevice.decode(reader, reader.size(), $undefined, _depth + 1, message.recoverDevice);
              message.command = "recoverDevice";
              continue;
            }
            case 6: {
              if (wireType !== 2)
                break;
              message.rebindDevice = $root.ringside.v1.ReboundDevice.decode(reader, reader.size(), $undefined, _depth + 1, message.rebindDevice);
              message.command = "rebindDevice";
              continue;
            }
            case 7: {
              if (wireType !== 2)
                break;
              message.minimumAgent = $root.ringside.v1.MinimumAgent.decode(reader, reader.size(), $undefined, _depth + 1, message.minimumAgent);
              message.command = "minimumAgent";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ServicesCommand;
    })();
    v1.EndSessionCommand = (function() {
      const EndSessionCommand = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      EndSessionCommand.prototype.session = "";
      EndSessionCommand.prototype.reason = 0;
      EndSessionCommand.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.reason);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      EndSessionCommand.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.EndSessionCommand();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return EndSessionCommand;
    })();
    v1.WithdrawDevice = (function() {
      const WithdrawDevice = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      WithdrawDevice.prototype.device = "";
      WithdrawDevice.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      WithdrawDevice.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.WithdrawDevice();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return WithdrawDevice;
    })();
    v1.RestoreDevice = (function() {
      const RestoreDevice = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RestoreDevice.prototype.device = "";
      RestoreDevice.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RestoreDevice.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RestoreDevice();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RestoreDevice;
    })();
    v1.RecoverDevice = (function() {
      const RecoverDevice = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RecoverDevice.prototype.device = "";
      RecoverDevice.prototype.recovery = null;
      RecoverDevice.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.recovery != null && $Object.hasOwnProperty.call(message, "recovery"))
          $root.ringside.v1.SignedStatement.encode(message.recovery, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RecoverDevice.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RecoverDevice();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.recovery = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.recovery);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RecoverDevice;
    })();
    v1.ServicesAck = (function() {
      const ServicesAck = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ServicesAck.prototype.sequence = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      ServicesAck.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint64(message.sequence);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ServicesAck.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ServicesAck();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sequence = value;
              else
                delete message.sequence;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ServicesAck;
    })();
    v1.NodeTimeRequest = (function() {
      const NodeTimeRequest = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeTimeRequest.prototype.nonce = $util.newBuffer([]);
      NodeTimeRequest.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).bytes(message.nonce);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeTimeRequest.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeTimeRequest();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.nonce = value;
              else
                delete message.nonce;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeTimeRequest;
    })();
    v1.NodeTime = (function() {
      const NodeTime = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      NodeTime.prototype.nonce = $util.newBuffer([]);
      NodeTime.prototype.statement = null;
      NodeTime.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).bytes(message.nonce);
        if (message.statement != null && $Object.hasOwnProperty.call(message, "statement"))
          $root.ringside.v1.SignedStatement.encode(message.statement, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      NodeTime.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.NodeTime();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.nonce = value;
              else
                delete message.nonce;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.statement = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.statement);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return NodeTime;
    })();
    v1.ViewerToRelay = (function() {
      const ViewerToRelay = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ViewerToRelay.prototype.authenticate = null;
      ViewerToRelay.prototype.subscribe = null;
      ViewerToRelay.prototype.painted = null;
      ViewerToRelay.prototype.input = null;
      ViewerToRelay.prototype.refresh = null;
      ViewerToRelay.prototype.probe = null;
      ViewerToRelay.prototype.control = null;
      ViewerToRelay.prototype.end = null;
      ViewerToRelay.prototype.command = null;
      let $oneOfFields;
      $Object.defineProperty(ViewerToRelay.prototype, "message", {
        get: $util.oneOfGetter($oneOfFields = ["authenticate", "subscribe", "painted", "input", "refresh", "probe", "control", "end", "command"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      ViewerToRelay.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.authenticate != null && $Object.hasOwnProperty.call(message, "authenticate"))
          $root.ringside.v1.ViewerAuthenticate.encode(message.authenticate, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.subscribe != null && $Object.hasOwnProperty.call(message, "subscribe"))
          $root.ringside.v1.Subscribe.encode(message.subscribe, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.painted != null && $Object.hasOwnProperty.call(message, "painted"))
          $root.ringside.v1.Painted.encode(message.painted, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.input != null && $Object.hasOwnProperty.call(message, "input"))
          $root.ringside.v1.Input.encode(message.input, writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).fork(), _depth + 1).ldelim();
        if (message.refresh != null && $Object.hasOwnProperty.call(message, "refresh"))
          $root.ringside.v1.Refresh.encode(message.refresh, writer.uint32(
            /* id 6, wireType 2 =*/
            50
          ).fork(), _depth + 1).ldelim();
        if (message.probe != null && $Object.hasOwnProperty.call(message, "probe"))
          $root.ringside.v1.Probe.encode(message.probe, writer.uint32(
            /* id 7, wireType 2 =*/
            58
          ).fork(), _depth + 1).ldelim();
        if (message.control != null && $Object.hasOwnProperty.call(message, "control"))
          $root.ringside.v1.ControlRequest.encode(message.control, writer.uint32(
            /* id 8, wireType 2 =*/
            66
          ).fork(), _depth + 1).ldelim();
        if (message.end != null && $Object.hasOwnProperty.call(message, "end"))
          $root.ringside.v1.EndSession.encode(message.end, writer.uint32(
            /* id 9, wireType 2 =*/
            74
          ).fork(), _depth + 1).ldelim();
        if (message.command != null && $Object.hasOwnProperty.call(message, "command"))
          $root.ringside.v1.Command.encode(message.command, writer.uint32(
            /* id 10, wireType 2 =*/
            82
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ViewerToRelay.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ViewerToRelay();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 2: {
              if (wireType !== 2)
                break;
              message.authenticate = $root.ringside.v1.ViewerAuthenticate.decode(reader, reader.size(), $undefined, _depth + 1, message.authenticate);
              message.message = "authenticate";
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.subscribe = $root.ringside.v1.Subscribe.decode(reader, reader.size(), $undefined, _depth + 1, message.subscribe);
              message.message = "subscribe";
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.painted = $root.ringside.v1.Painted.decode(reader, reader.size(), $undefined, _depth + 1, message.painted);
              message.message = "painted";
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              message.input = $root.ringside.v1.Input.decode(reader, reader.size(), $undefined, _depth + 1, message.input);
              message.message = "input";
              continue;
            }
            case 6: {
              if (wireType !== 2)
                break;
              message.refresh = $root.ringside.v1.Refresh.decode(reader, reader.size(), $undefined, _depth + 1, message.refresh);
              message.message = "refresh";
              continue;
            }
            case 7: {
              if (wireType !== 2)
                break;
              message.probe = $root.ringside.v1.Probe.decode(reader, reader.size(), $undefined, _depth + 1, message.probe);
              message.message = "probe";
              continue;
            }
            case 8: {
              if (wireType !== 2)
                break;
              message.control = $root.ringside.v1.ControlRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.control);
              message.message = "control";
              continue;
            }
            case 9: {
              if (wireType !== 2)
                break;
              message.end = $root.ringside.v1.EndSession.decode(reader, reader.size(), $undefined, _depth + 1, message.end);
              message.message = "end";
              continue;
            }
            case 10: {
              if (wireType !== 2)
                break;
              message.command = $root.ringside.v1.Command.decode(reader, reader.size(), $undefined, _depth + 1, message.command);
              message.message = "command";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ViewerToRelay;
    })();
    v1.RelayToViewer = (function() {
      const RelayToViewer = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RelayToViewer.prototype.frame = null;
      RelayToViewer.prototype.challenge = null;
      RelayToViewer.prototype.opened = null;
      RelayToViewer.prototype.refused = null;
      RelayToViewer.prototype.layout = null;
      RelayToViewer.prototype.room = null;
      RelayToViewer.prototype.suspended = null;
      RelayToViewer.prototype.ended = null;
      RelayToViewer.prototype.probeReply = null;
      RelayToViewer.prototype.control = null;
      RelayToViewer.prototype.company = null;
      RelayToViewer.prototype.commandResult = null;
      RelayToViewer.prototype.roomAsked = null;
      let $oneOfFields;
      $Object.defineProperty(RelayToViewer.prototype, "message", {
        get: $util.oneOfGetter($oneOfFields = ["frame", "challenge", "opened", "refused", "layout", "room", "suspended", "ended", "probeReply", "control", "company", "commandResult", "roomAsked"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      RelayToViewer.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.frame != null && $Object.hasOwnProperty.call(message, "frame"))
          $root.ringside.v1.VideoFrame.encode(message.frame, writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).fork(), _depth + 1).ldelim();
        if (message.challenge != null && $Object.hasOwnProperty.call(message, "challenge"))
          $root.ringside.v1.Challenge.encode(message.challenge, writer.uint32(
            /* id 33, wireType 2 =*/
            266
          ).fork(), _depth + 1).ldelim();
        if (message.opened != null && $Object.hasOwnProperty.call(message, "opened"))
          $root.ringside.v1.SessionOpened.encode(message.opened, writer.uint32(
            /* id 34, wireType 2 =*/
            274
          ).fork(), _depth + 1).ldelim();
        if (message.refused != null && $Object.hasOwnProperty.call(message, "refused"))
          $root.ringside.v1.Refused.encode(message.refused, writer.uint32(
            /* id 35, wireType 2 =*/
            282
          ).fork(), _depth + 1).ldelim();
        if (message.layout != null && $Object.hasOwnProperty.call(message, "layout"))
          $root.ringside.v1.DisplayLayout.encode(message.layout, writer.uint32(
            /* id 36, wireType 2 =*/
            290
          ).fork(), _depth + 1).ldelim();
        if (message.room != null && $Object.hasOwnProperty.call(message, "room"))
          $root.ringside.v1.RoomStatus.encode(message.room, writer.uint32(
            /* id 37, wireType 2 =*/
            298
          ).fork(), _depth + 1).ldelim();
        if (message.suspended != null && $Object.hasOwnProperty.call(message, "suspended"))
          $root.ringside.v1.SessionSuspended.encode(message.suspended, writer.uint32(
            /* id 38, wireType 2 =*/
            306
          ).fork(), _depth + 1).ldelim();
        if (message.ended != null && $Object.hasOwnProperty.call(message, "ended"))
          $root.ringside.v1.SessionEnded.encode(message.ended, writer.uint32(
            /* id 39, wireType 2 =*/
            314
          ).fork(), _depth + 1).ldelim();
        if (message.probeReply != null && $Object.hasOwnProperty.call(message, "probeReply"))
          $root.ringside.v1.ProbeReply.encode(message.probeReply, writer.uint32(
            /* id 40, wireType 2 =*/
            322
          ).fork(), _depth + 1).ldelim();
        if (message.control != null && $Object.hasOwnProperty.call(message, "control"))
          $root.ringside.v1.ControlState.encode(message.control, writer.uint32(
            /* id 41, wireType 2 =*/
            330
          ).fork(), _depth + 1).ldelim();
        if (message.company != null && $Object.hasOwnProperty.call(message, "company"))
          $root.ringside.v1.Company.encode(message.company, writer.uint32(
            /* id 42, wireType 2 =*/
            338
          ).fork(), _depth + 1).ldelim();
        if (message.commandResult != null && $Object.hasOwnProperty.call(message, "commandResult"))
          $root.ringside.v1.CommandResult.encode(message.commandResult, writer.uint32(
            /* id 43, wireType 2 =*/
            346
          ).fork(), _depth + 1).ldelim();
        if (message.roomAsked != null && $Object.hasOwnProperty.call(message, "roomAsked"))
          $root.ringside.v1.RoomAsked.encode(message.roomAsked, writer.uint32(
            /* id 44, wireType 2 =*/
            354
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RelayToViewer.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RelayToViewer();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              message.frame = $root.ringside.v1.VideoFrame.decode(reader, reader.size(), $undefined, _depth + 1, message.frame);
              message.message = "frame";
              continue;
            }
            case 33: {
              if (wireType !== 2)
                break;
              message.challenge = $root.ringside.v1.Challenge.decode(reader, reader.size(), $undefined, _depth + 1, message.challenge);
              message.message = "challenge";
              continue;
            }
            case 34: {
              if (wireType !== 2)
                break;
              message.opened = $root.ringside.v1.SessionOpened.decode(reader, reader.size(), $undefined, _depth + 1, message.opened);
              message.message = "opened";
              continue;
            }
            case 35: {
              if (wireType !== 2)
                break;
              message.refused = $root.ringside.v1.Refused.decode(reader, reader.size(), $undefined, _depth + 1, message.refused);
              message.message = "refused";
              continue;
            }
            case 36: {
              if (wireType !== 2)
                break;
              message.layout = $root.ringside.v1.DisplayLayout.decode(reader, reader.size(), $undefined, _depth + 1, message.layout);
              message.message = "layout";
              continue;
            }
            case 37: {
              if (wireType !== 2)
                break;
              message.room = $root.ringside.v1.RoomStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.room);
              message.message = "room";
              continue;
            }
            case 38: {
              if (wireType !== 2)
                break;
              message.suspended = $root.ringside.v1.SessionSuspended.decode(reader, reader.size(), $undefined, _depth + 1, message.suspended);
              message.message = "suspended";
              continue;
            }
            case 39: {
              if (wireType !== 2)
                break;
              message.ended = $root.ringside.v1.SessionEnded.decode(reader, reader.size(), $undefined, _depth + 1, message.ended);
              message.message = "ended";
              continue;
            }
            case 40: {
              if (wireType !== 2)
                break;
              message.probeReply = $root.ringside.v1.ProbeReply.decode(reader, reader.size(), $undefined, _depth + 1, message.probeReply);
              message.message = "probeReply";
              continue;
            }
            case 41: {
              if (wireType !== 2)
                break;
              message.control = $root.ringside.v1.ControlState.decode(reader, reader.size(), $undefined, _depth + 1, message.control);
              message.message = "control";
              continue;
            }
            case 42: {
              if (wireType !== 2)
                break;
              message.company = $root.ringside.v1.Company.decode(reader, reader.size(), $undefined, _depth + 1, message.company);
              message.message = "company";
              continue;
            }
            case 43: {
              if (wireType !== 2)
                break;
              message.commandResult = $root.ringside.v1.CommandResult.decode(reader, reader.size(), $undefined, _depth + 1, message.commandResult);
              message.message = "commandResult";
              continue;
            }
            case 44: {
              if (wireType !== 2)
                break;
              message.roomAsked = $root.ringside.v1.RoomAsked.decode(reader, reader.size(), $undefined, _depth + 1, message.roomAsked);
              message.message = "roomAsked";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RelayToViewer;
    })();
    v1.AgentToRelay = (function() {
      const AgentToRelay = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentToRelay.prototype.frame = null;
      AgentToRelay.prototype.authenticate = null;
      AgentToRelay.prototype.layout = null;
      AgentToRelay.prototype.room = null;
      AgentToRelay.prototype.sessionOpened = null;
      AgentToRelay.prototype.sessionRefused = null;
      AgentToRelay.prototype.sessionEnded = null;
      AgentToRelay.prototype.probeReply = null;
      AgentToRelay.prototype.timeRequest = null;
      AgentToRelay.prototype.commandResult = null;
      AgentToRelay.prototype.recoveryResult = null;
      AgentToRelay.prototype.roomAsked = null;
      AgentToRelay.prototype.account = null;
      let $oneOfFields;
      $Object.defineProperty(AgentToRelay.prototype, "message", {
        get: $util.oneOfGetter($oneOfFields = ["frame", "authenticate", "layout", "room", "sessionOpened", "sessionRefused", "sessionEnded", "probeReply", "timeRequest", "commandResult", "recoveryResult", "roomAsked", "account"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      AgentToRelay.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.frame != null && $Object.hasOwnProperty.call(message, "frame"))
          $root.ringside.v1.VideoFrame.encode(message.frame, writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).fork(), _depth + 1).ldelim();
        if (message.authenticate != null && $Object.hasOwnProperty.call(message, "authenticate"))
          $root.ringside.v1.AgentAuthenticate.encode(message.authenticate, writer.uint32(
            /* id 49, wireType 2 =*/
            394
          ).fork(), _depth + 1).ldelim();
        if (message.layout != null && $Object.hasOwnProperty.call(message, "layout"))
          $root.ringside.v1.DisplayLayout.encode(message.layout, writer.uint32(
            /* id 50, wireType 2 =*/
            402
          ).fork(), _depth + 1).ldelim();
        if (message.room != null && $Object.hasOwnProperty.call(message, "room"))
          $root.ringside.v1.RoomStatus.encode(message.room, writer.uint32(
            /* id 51, wireType 2 =*/
            410
          ).fork(), _depth + 1).ldelim();
        if (message.sessionOpened != null && $Object.hasOwnProperty.call(message, "sessionOpened"))
          $root.ringside.v1.AgentSessionOpened.encode(message.sessionOpened, writer.uint32(
            /* id 52, wireType 2 =*/
            418
          ).fork(), _depth + 1).ldelim();
        if (message.sessionRefused != null && $Object.hasOwnProperty.call(message, "sessionRefused"))
          $root.ringside.v1.AgentSessionRefused.encode(message.sessionRefused, writer.uint32(
            /* id 53, wireType 2 =*/
            426
          ).fork(), _depth + 1).ldelim();
        if (message.sessionEnded != null && $Object.hasOwnProperty.call(message, "sessionEnded"))
          $root.ringside.v1.AgentSessionEnded.encode(message.sessionEnded, writer.uint32(
            /* id 54, wireType 2 =*/
            434
          ).fork(), _depth + 1).ldelim();
        if (message.probeReply != null && $Object.hasOwnProperty.call(message, "probeReply"))
          $root.ringside.v1.AgentProbeReply.encode(message.probeReply, writer.uint32(
            /* id 55, wireType 2 =*/
            442
          ).fork(), _depth + 1).ldelim();
        if (message.timeRequest != null && $Object.hasOwnProperty.call(message, "timeRequest"))
          $root.ringside.v1.TimeRequest.encode(message.timeRequest, writer.uint32(
            /* id 56, wireType 2 =*/
            450
          ).fork(), _depth + 1).ldelim();
        if (message.commandResult != null && $Object.hasOwnProperty.call(message, "commandResult"))
          $root.ringside.v1.ViewerCommandResult.encode(message.commandResult, writer.uint32(
            /* id 57, wireType 2 =*/
            458
          ).fork(), _depth + 1).ldelim();
        if (message.recoveryResult != null && $Object.hasOwnProperty.call(message, "recoveryResult"))
          $root.ringside.v1.RecoveryResult.encode(message.recoveryResult, writer.uint32(
            /* id 58, wireType 2 =*/
            466
          ).fork(), _depth + 1).ldelim();
        if (message.roomAsked != null && $Object.hasOwnProperty.call(message, "roomAsked"))
          $root.ringside.v1.AgentRoomAsked.encode(message.roomAsked, writer.uint32(
            /* id 59, wireType 2 =*/
            474
          ).fork(), _depth + 1).ldelim();
        if (message.account != null && $Object.hasOwnProperty.call(message, "account"))
          $root.ringside.v1.AgentAccountNews.encode(message.account, writer.uint32(
            /* id 60, wireType 2 =*/
            482
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentToRelay.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentToRelay();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              message.frame = $root.ringside.v1.VideoFrame.decode(reader, reader.size(), $undefined, _depth + 1, message.frame);
              message.message = "frame";
              continue;
            }
            case 49: {
              if (wireType !== 2)
                break;
              message.authenticate = $root.ringside.v1.AgentAuthenticate.decode(reader, reader.size(), $undefined, _depth + 1, message.authenticate);
              message.message = "authenticate";
              continue;
            }
            case 50: {
              if (wireType !== 2)
                break;
              message.layout = $root.ringside.v1.DisplayLayout.decode(reader, reader.size(), $undefined, _depth + 1, message.layout);
              message.message = "layout";
              continue;
            }
            case 51: {
              if (wireType !== 2)
                break;
              message.room = $root.ringside.v1.RoomStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.room);
              message.message = "room";
              continue;
            }
            case 52: {
              if (wireType !== 2)
                break;
              message.sessionOpened = $root.ringside.v1.AgentSessionOpened.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionOpened);
              message.message = "sessionOpened";
              continue;
            }
            case 53: {
              if (wireType !== 2)
                break;
              message.sessionRefused = $root.ringside.v1.AgentSessionRefused.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionRefused);
              message.message = "sessionRefused";
              continue;
            }
            case 54: {
              if (wireType !== 2)
                break;
              message.sessionEnded = $root.ringside.v1.AgentSessionEnded.decode(reader, reader.size(), $undefined, _depth + 1, message.sessionEnded);
              message.message = "sessionEnded";
              continue;
            }
            case 55: {
              if (wireType !== 2)
                break;
              message.probeReply = $root.ringside.v1.AgentProbeReply.decode(reader, reader.size(), $undefined, _depth + 1, message.probeReply);
              message.message = "probeReply";
              continue;
            }
            case 56: {
              if (wireType !== 2)
                break;
              message.timeRequest = $root.ringside.v1.TimeRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.timeRequest);
              message.message = "timeRequest";
              continue;
            }
            case 57: {
              if (wireType !== 2)
                break;
              message.commandResult = $root.ringside.v1.ViewerCommandResult.decode(reader, reader.size(), $undefined, _depth + 1, message.commandResult);
              message.message = "commandResult";
              continue;
            }
            case 58: {
              if (wireType !== 2)
                break;
              message.recoveryResult = $root.ringside.v1.RecoveryResult.decode(reader, reader.size(), $undefined, _depth + 1, message.recoveryResult);
              message.message = "recoveryResult";
              continue;
            }
            case 59: {
              if (wireType !== 2)
                break;
              message.roomAsked = $root.ringside.v1.AgentRoomAsked.decode(reader, reader.size(), $undefined, _depth + 1, message.roomAsked);
              message.message = "roomAsked";
              continue;
            }
            case 60: {
              if (wireType !== 2)
                break;
              message.account = $root.ringside.v1.AgentAccountNews.decode(reader, reader.size(), $undefined, _depth + 1, message.account);
              message.message = "account";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentToRelay;
    })();
    v1.RelayToAgent = (function() {
      const RelayToAgent = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RelayToAgent.prototype.input = null;
      RelayToAgent.prototype.demand = null;
      RelayToAgent.prototype.refresh = null;
      RelayToAgent.prototype.probe = null;
      RelayToAgent.prototype.challenge = null;
      RelayToAgent.prototype.welcome = null;
      RelayToAgent.prototype.openSession = null;
      RelayToAgent.prototype.suspendSession = null;
      RelayToAgent.prototype.closeSession = null;
      RelayToAgent.prototype.heartbeat = null;
      RelayToAgent.prototype.keySet = null;
      RelayToAgent.prototype.time = null;
      RelayToAgent.prototype.command = null;
      RelayToAgent.prototype.recovery = null;
      let $oneOfFields;
      $Object.defineProperty(RelayToAgent.prototype, "message", {
        get: $util.oneOfGetter($oneOfFields = ["input", "demand", "refresh", "probe", "challenge", "welcome", "openSession", "suspendSession", "closeSession", "heartbeat", "keySet", "time", "command", "recovery"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      RelayToAgent.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.input != null && $Object.hasOwnProperty.call(message, "input"))
          $root.ringside.v1.ViewerInput.encode(message.input, writer.uint32(
            /* id 11, wireType 2 =*/
            90
          ).fork(), _depth + 1).ldelim();
        if (message.demand != null && $Object.hasOwnProperty.call(message, "demand"))
          $root.ringside.v1.Demand.encode(message.demand, writer.uint32(
            /* id 12, wireType 2 =*/
            98
          ).fork(), _depth + 1).ldelim();
        if (message.refresh != null && $Object.hasOwnProperty.call(message, "refresh"))
          $root.ringside.v1.RefreshTiles.encode(message.refresh, writer.uint32(
            /* id 13, wireType 2 =*/
            106
          ).fork(), _depth + 1).ldelim();
        if (message.probe != null && $Object.hasOwnProperty.call(message, "probe"))
          $root.ringside.v1.AgentProbe.encode(message.probe, writer.uint32(
            /* id 14, wireType 2 =*/
            114
          ).fork(), _depth + 1).ldelim();
        if (message.challenge != null && $Object.hasOwnProperty.call(message, "challenge"))
          $root.ringside.v1.Challenge.encode(message.challenge, writer.uint32(
            /* id 17, wireType 2 =*/
            138
          ).fork(), _depth + 1).ldelim();
        if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
          $root.ringside.v1.AgentWelcome.encode(message.welcome, writer.uint32(
            /* id 18, wireType 2 =*/
            146
          ).fork(), _depth + 1).ldelim();
        if (message.openSession != null && $Object.hasOwnProperty.call(message, "openSession"))
          $root.ringside.v1.OpenSession.encode(message.openSession, writer.uint32(
            /* id 19, wireType 2 =*/
            154
          ).fork(), _depth + 1).ldelim();
        if (message.suspendSession != null && $Object.hasOwnProperty.call(message, "suspendSession"))
          $root.ringside.v1.SuspendSession.encode(message.suspendSession, writer.uint32(
            /* id 20, wireType 2 =*/
            162
          ).fork(), _depth + 1).ldelim();
        if (message.closeSession != null && $Object.hasOwnProperty.call(message, "closeSession"))
          $root.ringside.v1.CloseSession.encode(message.closeSession, writer.uint32(
            /* id 21, wireType 2 =*/
            170
          ).fork(), _depth + 1).ldelim();
        if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
          $root.ringside.v1.SignedStatement.encode(message.heartbeat, writer.uint32(
            /* id 22, wireType 2 =*/
            178
          ).fork(), _depth + 1).ldelim();
        if (message.keySet != null && $Object.hasOwnProperty.call(message, "keySet"))
          $root.ringside.v1.SignedStatement.encode(message.keySet, writer.uint32(
            /* id 23, wireType 2 =*/
            186
          ).fork(), _depth + 1).ldelim();
        if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
          $root.ringside.v1.SignedStatement.encode(message.time, writer.uint32(
            /* id 24, wireType 2 =*/
            194
          ).fork(), _depth + 1).ldelim();
        if (message.command != null && $Object.hasOwnProperty.call(message, "command"))
          $root.ringside.v1.ViewerCommand.encode(message.command, writer.uint32(
            /* id 25, wireType 2 =*/
            202
          ).fork(), _depth + 1).ldelim();
        if (message.recovery != null && $Object.hasOwnProperty.call(message, "recovery"))
          $root.ringside.v1.SignedStatement.encode(message.recovery, writer.uint32(
            /* id 26, wireType 2 =*/
            210
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RelayToAgent.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RelayToAgent();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 11: {
              if (wireType !== 2)
                break;
              message.input = $root.ringside.v1.ViewerInput.decode(reader, reader.size(), $undefined, _depth + 1, message.input);
              message.message = "input";
              continue;
            }
            case 12: {
              if (wireType !== 2)
                break;
              message.demand = $root.ringside.v1.Demand.decode(reader, reader.size(), $undefined, _depth + 1, message.demand);
              message.message = "demand";
              continue;
            }
            case 13: {
              if (wireType !== 2)
                break;
              message.refresh = $root.ringside.v1.RefreshTiles.decode(reader, reader.size(), $undefined, _depth + 1, message.refresh);
              message.message = "refresh";
              continue;
            }
            case 14: {
              if (wireType !== 2)
                break;
              message.probe = $root.ringside.v1.AgentProbe.decode(reader, reader.size(), $undefined, _depth + 1, message.probe);
              message.message = "probe";
              continue;
            }
            case 17: {
              if (wireType !== 2)
                break;
              message.challenge = $root.ringside.v1.Challenge.decode(reader, reader.size(), $undefined, _depth + 1, message.challenge);
              message.message = "challenge";
              continue;
            }
            case 18: {
              if (wireType !== 2)
                break;
              message.welcome = $root.ringside.v1.AgentWelcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
              message.message = "welcome";
              continue;
            }
            case 19: {
              if (wireType !== 2)
                break;
              message.openSession = $root.ringside.v1.OpenSession.decode(reader, reader.size(), $undefined, _depth + 1, message.openSession);
              message.message = "openSession";
              continue;
            }
            case 20: {
              if (wireType !== 2)
                break;
              message.suspendSession = $root.ringside.v1.SuspendSession.decode(reader, reader.size(), $undefined, _depth + 1, message.suspendSession);
              message.message = "suspendSession";
              continue;
            }
            case 21: {
              if (wireType !== 2)
                break;
              message.closeSession = $root.ringside.v1.CloseSession.decode(reader, reader.size(), $undefined, _depth + 1, message.closeSession);
              message.message = "closeSession";
              continue;
            }
            case 22: {
              if (wireType !== 2)
                break;
              message.heartbeat = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
              message.message = "heartbeat";
              continue;
            }
            case 23: {
              if (wireType !== 2)
                break;
              message.keySet = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.keySet);
              message.message = "keySet";
              continue;
            }
            case 24: {
              if (wireType !== 2)
                break;
              message.time = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
              message.message = "time";
              continue;
            }
            case 25: {
              if (wireType !== 2)
                break;
              message.command = $root.ringside.v1.ViewerCommand.decode(reader, reader.size(), $undefined, _depth + 1, message.command);
              message.message = "command";
              continue;
            }
            case 26: {
              if (wireType !== 2)
                break;
              message.recovery = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.recovery);
              message.message = "recovery";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RelayToAgent;
    })();
    v1.VideoFrame = (function() {
      const VideoFrame = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      VideoFrame.prototype.display = 0;
      VideoFrame.prototype.epoch = 0;
      VideoFrame.prototype.frame = 0;
      VideoFrame.prototype.kind = 0;
      VideoFrame.prototype.tileX = 0;
      VideoFrame.prototype.tileY = 0;
      VideoFrame.prototype.tilesWide = 0;
      VideoFrame.prototype.tilesHigh = 0;
      VideoFrame.prototype.chunk = 0;
      VideoFrame.prototype.chunks = 0;
      VideoFrame.prototype.update = 0;
      VideoFrame.prototype.lastOfUpdate = false;
      VideoFrame.prototype.base = 0;
      VideoFrame.prototype.capturedUs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      VideoFrame.prototype.encoding = 0;
      VideoFrame.prototype.payload = $util.newBuffer([]);
      VideoFrame.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.epoch);
        if (message.frame != null && $Object.hasOwnProperty.call(message, "frame") && message.frame !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.frame);
        if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).int32(message.kind);
        if (message.tileX != null && $Object.hasOwnProperty.call(message, "tileX") && message.tileX !== 0)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).uint32(message.tileX);
        if (message.tileY != null && $Object.hasOwnProperty.call(message, "tileY") && message.tileY !== 0)
          writer.uint32(
            /* id 6, wireType 0 =*/
            48
          ).uint32(message.tileY);
        if (message.tilesWide != null && $Object.hasOwnProperty.call(message, "tilesWide") && message.tilesWide !== 0)
          writer.uint32(
            /* id 7, wireType 0 =*/
            56
          ).uint32(message.tilesWide);
        if (message.tilesHigh != null && $Object.hasOwnProperty.call(message, "tilesHigh") && message.tilesHigh !== 0)
          writer.uint32(
            /* id 8, wireType 0 =*/
            64
          ).uint32(message.tilesHigh);
        if (message.chunk != null && $Object.hasOwnProperty.call(message, "chunk") && message.chunk !== 0)
          writer.uint32(
            /* id 9, wireType 0 =*/
            72
          ).uint32(message.chunk);
        if (message.chunks != null && $Object.hasOwnProperty.call(message, "chunks") && message.chunks !== 0)
          writer.uint32(
            /* id 10, wireType 0 =*/
            80
          ).uint32(message.chunks);
        if (message.update != null && $Object.hasOwnProperty.call(message, "update") && message.update !== 0)
          writer.uint32(
            /* id 11, wireType 0 =*/
            88
          ).uint32(message.update);
        if (message.lastOfUpdate != null && $Object.hasOwnProperty.call(message, "lastOfUpdate") && message.lastOfUpdate !== false)
          writer.uint32(
            /* id 12, wireType 0 =*/
            96
          ).bool(message.lastOfUpdate);
        if (message.base != null && $Object.hasOwnProperty.call(message, "base") && message.base !== 0)
          writer.uint32(
            /* id 13, wireType 0 =*/
            104
          ).uint32(message.base);
        if (message.capturedUs != null && $Object.hasOwnProperty.call(message, "capturedUs") && (typeof message.capturedUs === "object" ? message.capturedUs.low || message.capturedUs.high : message.capturedUs !== 0))
          writer.uint32(
            /* id 14, wireType 0 =*/
            112
          ).uint64(message.capturedUs);
        if (message.encoding != null && $Object.hasOwnProperty.call(message, "encoding") && message.encoding !== 0)
          writer.uint32(
            /* id 15, wireType 0 =*/
            120
          ).int32(message.encoding);
        if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
          writer.uint32(
            /* id 16, wireType 2 =*/
            130
          ).bytes(message.payload);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      VideoFrame.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.VideoFrame();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.epoch = value;
              else
                delete message.epoch;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.frame = value;
              else
                delete message.frame;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.kind = value;
              else
                delete message.kind;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tileX = value;
              else
                delete message.tileX;
              continue;
            }
            case 6: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tileY = value;
              else
                delete message.tileY;
              continue;
            }
            case 7: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tilesWide = value;
              else
                delete message.tilesWide;
              continue;
            }
            case 8: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tilesHigh = value;
              else
                delete message.tilesHigh;
              continue;
            }
            case 9: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.chunk = value;
              else
                delete message.chunk;
              continue;
            }
            case 10: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.chunks = value;
              else
                delete message.chunks;
              continue;
            }
            case 11: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.update = value;
              else
                delete message.update;
              continue;
            }
            case 12: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.lastOfUpdate = value;
              else
                delete message.lastOfUpdate;
              continue;
            }
            case 13: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.base = value;
              else
                delete message.base;
              continue;
            }
            case 14: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.capturedUs = value;
              else
                delete message.capturedUs;
              continue;
            }
            case 15: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.encoding = value;
              else
                delete message.encoding;
              continue;
            }
            case 16: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.payload = value;
              else
                delete message.payload;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return VideoFrame;
    })();
    v1.FrameKind = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "FRAME_KIND_UNSPECIFIED"] = 0;
      values[valuesById[1] = "FRAME_KIND_TILES"] = 1;
      values[valuesById[2] = "FRAME_KIND_COPY"] = 2;
      values[valuesById[3] = "FRAME_KIND_VIDEO_KEY"] = 3;
      values[valuesById[4] = "FRAME_KIND_VIDEO_DELTA"] = 4;
      return values;
    })();
    v1.FrameEncoding = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "FRAME_ENCODING_UNSPECIFIED"] = 0;
      values[valuesById[1] = "FRAME_ENCODING_PNG"] = 1;
      values[valuesById[2] = "FRAME_ENCODING_WEBP"] = 2;
      values[valuesById[3] = "FRAME_ENCODING_JPEG"] = 3;
      values[valuesById[4] = "FRAME_ENCODING_SOLID"] = 4;
      values[valuesById[5] = "FRAME_ENCODING_COPY"] = 5;
      values[valuesById[6] = "FRAME_ENCODING_H264"] = 6;
      return values;
    })();
    v1.DisplayLayout = (function() {
      const DisplayLayout = function(properties) {
        this.displays = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      DisplayLayout.prototype.epoch = 0;
      DisplayLayout.prototype.displays = $util.emptyArray;
      DisplayLayout.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.epoch);
        if (message.displays != null && message.displays.length)
          for (let i = 0; i < message.displays.length; ++i)
            $root.ringside.v1.Display.encode(message.displays[i], writer.uint32(
              /* id 2, wireType 2 =*/
              18
            ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      DisplayLayout.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.DisplayLayout();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.epoch = value;
              else
                delete message.epoch;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if (!(message.displays && message.displays.length))
                message.displays = [];
              message.displays.push($root.ringside.v1.Display.decode(reader, reader.size(), $undefined, _depth + 1));
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return DisplayLayout;
    })();
    v1.Display = (function() {
      const Display = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Display.prototype.display = 0;
      Display.prototype.name = "";
      Display.prototype.width = 0;
      Display.prototype.height = 0;
      Display.prototype.asleep = false;
      Display.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.name);
        if (message.width != null && $Object.hasOwnProperty.call(message, "width") && message.width !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.width);
        if (message.height != null && $Object.hasOwnProperty.call(message, "height") && message.height !== 0)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).uint32(message.height);
        if (message.asleep != null && $Object.hasOwnProperty.call(message, "asleep") && message.asleep !== false)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).bool(message.asleep);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Display.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Display();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.name = value;
              else
                delete message.name;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.width = value;
              else
                delete message.width;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.height = value;
              else
                delete message.height;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.asleep = value;
              else
                delete message.asleep;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Display;
    })();
    v1.Challenge = (function() {
      const Challenge = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Challenge.prototype.nonce = $util.newBuffer([]);
      Challenge.prototype.version = 0;
      Challenge.prototype.oldestVersion = 0;
      Challenge.prototype.node = "";
      Challenge.prototype.instance = "";
      Challenge.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).bytes(message.nonce);
        if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.version);
        if (message.oldestVersion != null && $Object.hasOwnProperty.call(message, "oldestVersion") && message.oldestVersion !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.oldestVersion);
        if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
          writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).string(message.node);
        if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
          writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).string(message.instance);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Challenge.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Challenge();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.nonce = value;
              else
                delete message.nonce;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.version = value;
              else
                delete message.version;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.oldestVersion = value;
              else
                delete message.oldestVersion;
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.node = value;
              else
                delete message.node;
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.instance = value;
              else
                delete message.instance;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Challenge;
    })();
    v1.ViewerAuthenticate = (function() {
      const ViewerAuthenticate = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ViewerAuthenticate.prototype.version = 0;
      ViewerAuthenticate.prototype.ticket = "";
      ViewerAuthenticate.prototype.proof = $util.newBuffer([]);
      ViewerAuthenticate.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.version);
        if (message.ticket != null && $Object.hasOwnProperty.call(message, "ticket") && message.ticket !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.ticket);
        if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
          writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).bytes(message.proof);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ViewerAuthenticate.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ViewerAuthenticate();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.version = value;
              else
                delete message.version;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.ticket = value;
              else
                delete message.ticket;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.proof = value;
              else
                delete message.proof;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ViewerAuthenticate;
    })();
    v1.AgentAuthenticate = (function() {
      const AgentAuthenticate = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentAuthenticate.prototype.version = 0;
      AgentAuthenticate.prototype.credential = "";
      AgentAuthenticate.prototype.proof = $util.newBuffer([]);
      AgentAuthenticate.prototype.capabilities = null;
      AgentAuthenticate.prototype.run = "";
      AgentAuthenticate.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.version);
        if (message.credential != null && $Object.hasOwnProperty.call(message, "credential") && message.credential !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.credential);
        if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
          writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).bytes(message.proof);
        if (message.capabilities != null && $Object.hasOwnProperty.call(message, "capabilities"))
          $root.ringside.v1.AgentCapabilities.encode(message.capabilities, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.run != null && $Object.hasOwnProperty.call(message, "run") && message.run !== "")
          writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).string(message.run);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentAuthenticate.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentAuthenticate();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.version = value;
              else
                delete message.version;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.credential = value;
              else
                delete message.credential;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.proof = value;
              else
                delete message.proof;
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.capabilities = $root.ringside.v1.AgentCapabilities.decode(reader, reader.size(), $undefined, _depth + 1, message.capabilities);
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.run = value;
              else
                delete message.run;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentAuthenticate;
    })();
    v1.AgentCapabilities = (function() {
      const AgentCapabilities = function(properties) {
        this.callStateSources = [];
        this.encodings = [];
        this.missing = [];
        this.commands = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentCapabilities.prototype.agentVersion = "";
      AgentCapabilities.prototype.platform = "";
      AgentCapabilities.prototype.callStateSources = $util.emptyArray;
      AgentCapabilities.prototype.input = false;
      AgentCapabilities.prototype.encodings = $util.emptyArray;
      AgentCapabilities.prototype.missing = $util.emptyArray;
      AgentCapabilities.prototype.commands = $util.emptyArray;
      AgentCapabilities.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.agentVersion);
        if (message.platform != null && $Object.hasOwnProperty.call(message, "platform") && message.platform !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.platform);
        if (message.callStateSources != null && message.callStateSources.length)
          for (let i = 0; i < message.callStateSources.length; ++i)
            writer.uint32(
              /* id 3, wireType 2 =*/
              26
            ).string(message.callStateSources[i]);
        if (message.input != null && $Object.hasOwnProperty.call(message, "input") && message.input !== false)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).bool(message.input);
        if (message.encodings != null && message.encodings.length)
          writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).int32s(message.encodings);
        if (message.missing != null && message.missing.length)
          for (let i = 0; i < message.missing.length; ++i)
            writer.uint32(
              /* id 6, wireType 2 =*/
              50
            ).string(message.missing[i]);
        if (message.commands != null && message.commands.length)
          for (let i = 0; i < message.commands.length; ++i)
            $root.ringside.v1.CommandOffer.encode(message.commands[i], writer.uint32(
              /* id 7, wireType 2 =*/
              58
            ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentCapabilities.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentCapabilities();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.agentVersion = value;
              else
                delete message.agentVersion;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.platform = value;
              else
                delete message.platform;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if (!(message.callStateSources && message.callStateSources.length))
                message.callStateSources = [];
              message.callStateSources.push(reader.stringVerify());
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.input = value;
              else
                delete message.input;
              continue;
            }
            case 5: {
              if (wireType === 2) {
                if (!(message.encodings && message.encodings.length))
                  message.encodings = [];
                reader.int32s(message.encodings);
                continue;
              }
              if (wireType !== 0)
                break;
              if (!(message.encodings && message.encodings.length))
                message.encodings = [];
              message.encodings.push(reader.int32());
              continue;
            }
            case 6: {
              if (wireType !== 2)
                break;
              if (!(message.missing && message.missing.length))
                message.missing = [];
              message.missing.push(reader.stringVerify());
              continue;
            }
            case 7: {
              if (wireType !== 2)
                break;
              if (!(message.commands && message.commands.length))
                message.commands = [];
              message.commands.push($root.ringside.v1.CommandOffer.decode(reader, reader.size(), $undefined, _depth + 1));
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentCapabilities;
    })();
    v1.AgentWelcome = (function() {
      const AgentWelcome = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentWelcome.prototype.device = "";
      AgentWelcome.prototype.node = "";
      AgentWelcome.prototype.instance = "";
      AgentWelcome.prototype.keySet = null;
      AgentWelcome.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.device);
        if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.node);
        if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
          writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).string(message.instance);
        if (message.keySet != null && $Object.hasOwnProperty.call(message, "keySet"))
          $root.ringside.v1.SignedStatement.encode(message.keySet, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentWelcome.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentWelcome();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.node = value;
              else
                delete message.node;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.instance = value;
              else
                delete message.instance;
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.keySet = $root.ringside.v1.SignedStatement.decode(reader, reader.size(), $undefined, _depth + 1, message.keySet);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentWelcome;
    })();
    v1.Permission = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "PERMISSION_UNSPECIFIED"] = 0;
      values[valuesById[1] = "PERMISSION_VIEW"] = 1;
      values[valuesById[2] = "PERMISSION_MODIFY"] = 2;
      return values;
    })();
    v1.SessionOpened = (function() {
      const SessionOpened = function(properties) {
        this.commands = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      SessionOpened.prototype.session = "";
      SessionOpened.prototype.viewer = 0;
      SessionOpened.prototype.permission = 0;
      SessionOpened.prototype.layout = null;
      SessionOpened.prototype.room = null;
      SessionOpened.prototype.control = null;
      SessionOpened.prototype.company = null;
      SessionOpened.prototype.commands = $util.emptyArray;
      SessionOpened.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.viewer);
        if (message.permission != null && $Object.hasOwnProperty.call(message, "permission") && message.permission !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).int32(message.permission);
        if (message.layout != null && $Object.hasOwnProperty.call(message, "layout"))
          $root.ringside.v1.DisplayLayout.encode(message.layout, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.room != null && $Object.hasOwnProperty.call(message, "room"))
          $root.ringside.v1.RoomStatus.encode(message.room, writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).fork(), _depth + 1).ldelim();
        if (message.control != null && $Object.hasOwnProperty.call(message, "control"))
          $root.ringside.v1.ControlState.encode(message.control, writer.uint32(
            /* id 6, wireType 2 =*/
            50
          ).fork(), _depth + 1).ldelim();
        if (message.company != null && $Object.hasOwnProperty.call(message, "company"))
          $root.ringside.v1.Company.encode(message.company, writer.uint32(
            /* id 7, wireType 2 =*/
            58
          ).fork(), _depth + 1).ldelim();
        if (message.commands != null && message.commands.length)
          for (let i = 0; i < message.commands.length; ++i)
            $root.ringside.v1.CommandOffer.encode(message.commands[i], writer.uint32(
              /* id 8, wireType 2 =*/
              66
            ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      SessionOpened.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.SessionOpened();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.permission = value;
              else
                delete message.permission;
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.layout = $root.ringside.v1.DisplayLayout.decode(reader, reader.size(), $undefined, _depth + 1, message.layout);
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              message.room = $root.ringside.v1.RoomStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.room);
              continue;
            }
            case 6: {
              if (wireType !== 2)
                break;
              message.control = $root.ringside.v1.ControlState.decode(reader, reader.size(), $undefined, _depth + 1, message.control);
              continue;
            }
            case 7: {
              if (wireType !== 2)
                break;
              message.company = $root.ringside.v1.Company.decode(reader, reader.size(), $undefined, _depth + 1, message.company);
              continue;
            }
            case 8: {
              if (wireType !== 2)
                break;
              if (!(message.commands && message.commands.length))
                message.commands = [];
              message.commands.push($root.ringside.v1.CommandOffer.decode(reader, reader.size(), $undefined, _depth + 1));
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return SessionOpened;
    })();
    v1.Refused = (function() {
      const Refused = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Refused.prototype.reason = 0;
      Refused.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).int32(message.reason);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Refused.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Refused();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Refused;
    })();
    v1.RefusalReason = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "REFUSAL_REASON_UNSPECIFIED"] = 0;
      values[valuesById[1] = "REFUSAL_REASON_REFUSED"] = 1;
      values[valuesById[2] = "REFUSAL_REASON_NOT_CONNECTED"] = 2;
      values[valuesById[3] = "REFUSAL_REASON_IN_CALL"] = 3;
      values[valuesById[4] = "REFUSAL_REASON_CALL_STATE_UNKNOWN"] = 4;
      values[valuesById[5] = "REFUSAL_REASON_RING_UNAVAILABLE"] = 5;
      values[valuesById[6] = "REFUSAL_REASON_LEASE_STALE"] = 6;
      values[valuesById[7] = "REFUSAL_REASON_TOO_MANY_VIEWERS"] = 7;
      values[valuesById[8] = "REFUSAL_REASON_DRAINING"] = 8;
      values[valuesById[9] = "REFUSAL_REASON_AGENT_REFUSED"] = 9;
      values[valuesById[10] = "REFUSAL_REASON_VERSION"] = 10;
      values[valuesById[11] = "REFUSAL_REASON_TIMEOUT"] = 11;
      values[valuesById[12] = "REFUSAL_REASON_EJECTED"] = 12;
      values[valuesById[13] = "REFUSAL_REASON_ROOM_DECLINED"] = 13;
      values[valuesById[14] = "REFUSAL_REASON_ROOM_SILENT"] = 14;
      values[valuesById[15] = "REFUSAL_REASON_ROOM_NOT_ASKED"] = 15;
      return values;
    })();
    v1.RoomConsent = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "ROOM_CONSENT_UNSPECIFIED"] = 0;
      values[valuesById[1] = "ROOM_CONSENT_NOTICE"] = 1;
      values[valuesById[2] = "ROOM_CONSENT_PROMPT"] = 2;
      return values;
    })();
    v1.RoomAsked = (function() {
      const RoomAsked = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RoomAsked.prototype.consent = 0;
      RoomAsked.prototype.withinMs = 0;
      RoomAsked.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.consent != null && $Object.hasOwnProperty.call(message, "consent") && message.consent !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).int32(message.consent);
        if (message.withinMs != null && $Object.hasOwnProperty.call(message, "withinMs") && message.withinMs !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.withinMs);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RoomAsked.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RoomAsked();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.consent = value;
              else
                delete message.consent;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.withinMs = value;
              else
                delete message.withinMs;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RoomAsked;
    })();
    v1.EndReason = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "END_REASON_UNSPECIFIED"] = 0;
      values[valuesById[1] = "END_REASON_OPERATOR"] = 1;
      values[valuesById[2] = "END_REASON_CALL_STARTED"] = 2;
      values[valuesById[3] = "END_REASON_CALL_STATE_UNKNOWN"] = 3;
      values[valuesById[4] = "END_REASON_RING_LOST"] = 4;
      values[valuesById[5] = "END_REASON_WITHDRAWN"] = 5;
      values[valuesById[6] = "END_REASON_LEASE_LAPSED"] = 6;
      values[valuesById[7] = "END_REASON_RESUME_EXPIRED"] = 7;
      values[valuesById[8] = "END_REASON_TIME_LIMIT"] = 8;
      values[valuesById[9] = "END_REASON_IDLE_LIMIT"] = 9;
      values[valuesById[10] = "END_REASON_ADMINISTRATOR"] = 10;
      values[valuesById[11] = "END_REASON_EJECTED"] = 11;
      values[valuesById[12] = "END_REASON_NEVER_STARTED"] = 12;
      values[valuesById[13] = "END_REASON_CAPTURE_FAILED"] = 13;
      values[valuesById[14] = "END_REASON_PROTOCOL_VIOLATION"] = 14;
      values[valuesById[15] = "END_REASON_REFUSED"] = 15;
      values[valuesById[16] = "END_REASON_AGENT_STOPPED"] = 16;
      return values;
    })();
    v1.SessionSuspended = (function() {
      const SessionSuspended = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      SessionSuspended.prototype.resumeWithinMs = 0;
      SessionSuspended.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.resumeWithinMs != null && $Object.hasOwnProperty.call(message, "resumeWithinMs") && message.resumeWithinMs !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.resumeWithinMs);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      SessionSuspended.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.SessionSuspended();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.resumeWithinMs = value;
              else
                delete message.resumeWithinMs;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return SessionSuspended;
    })();
    v1.SessionEnded = (function() {
      const SessionEnded = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      SessionEnded.prototype.reason = 0;
      SessionEnded.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).int32(message.reason);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      SessionEnded.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.SessionEnded();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return SessionEnded;
    })();
    v1.Subscribe = (function() {
      const Subscribe = function(properties) {
        this.displays = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Subscribe.prototype.displays = $util.emptyArray;
      Subscribe.prototype.focused = 0;
      Subscribe.prototype.all = false;
      Subscribe.prototype.streams = false;
      Subscribe.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.displays != null && message.displays.length)
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).uint32s(message.displays);
        if (message.focused != null && $Object.hasOwnProperty.call(message, "focused") && message.focused !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.focused);
        if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).bool(message.all);
        if (message.streams != null && $Object.hasOwnProperty.call(message, "streams") && message.streams !== false)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).bool(message.streams);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Subscribe.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Subscribe();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType === 2) {
                if (!(message.displays && message.displays.length))
                  message.displays = [];
                reader.uint32s(message.displays);
                continue;
              }
              if (wireType !== 0)
                break;
              if (!(message.displays && message.displays.length))
                message.displays = [];
              message.displays.push(reader.uint32());
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.focused = value;
              else
                delete message.focused;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.all = value;
              else
                delete message.all;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.streams = value;
              else
                delete message.streams;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Subscribe;
    })();
    v1.Painted = (function() {
      const Painted = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Painted.prototype.display = 0;
      Painted.prototype.epoch = 0;
      Painted.prototype.frame = 0;
      Painted.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.epoch);
        if (message.frame != null && $Object.hasOwnProperty.call(message, "frame") && message.frame !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.frame);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Painted.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Painted();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.epoch = value;
              else
                delete message.epoch;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.frame = value;
              else
                delete message.frame;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Painted;
    })();
    v1.Refresh = (function() {
      const Refresh = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Refresh.prototype.display = 0;
      Refresh.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Refresh.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Refresh();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Refresh;
    })();
    v1.EndSession = (function() {
      const EndSession = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      EndSession.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      EndSession.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.EndSession();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          reader.skipType(tag & 7, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return EndSession;
    })();
    v1.Probe = (function() {
      const Probe = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Probe.prototype.sentUs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      Probe.prototype.active = false;
      Probe.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sentUs != null && $Object.hasOwnProperty.call(message, "sentUs") && (typeof message.sentUs === "object" ? message.sentUs.low || message.sentUs.high : message.sentUs !== 0))
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint64(message.sentUs);
        if (message.active != null && $Object.hasOwnProperty.call(message, "active") && message.active !== false)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).bool(message.active);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Probe.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Probe();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sentUs = value;
              else
                delete message.sentUs;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.active = value;
              else
                delete message.active;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Probe;
    })();
    v1.ProbeReply = (function() {
      const ProbeReply = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ProbeReply.prototype.sentUs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      ProbeReply.prototype.agentUs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      ProbeReply.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sentUs != null && $Object.hasOwnProperty.call(message, "sentUs") && (typeof message.sentUs === "object" ? message.sentUs.low || message.sentUs.high : message.sentUs !== 0))
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint64(message.sentUs);
        if (message.agentUs != null && $Object.hasOwnProperty.call(message, "agentUs") && (typeof message.agentUs === "object" ? message.agentUs.low || message.agentUs.high : message.agentUs !== 0))
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint64(message.agentUs);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ProbeReply.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ProbeReply();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sentUs = value;
              else
                delete message.sentUs;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.agentUs = value;
              else
                delete message.agentUs;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ProbeReply;
    })();
    v1.ControlAction = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "CONTROL_ACTION_UNSPECIFIED"] = 0;
      values[valuesById[1] = "CONTROL_ACTION_REQUEST"] = 1;
      values[valuesById[2] = "CONTROL_ACTION_RELEASE"] = 2;
      values[valuesById[3] = "CONTROL_ACTION_GRANT"] = 3;
      values[valuesById[4] = "CONTROL_ACTION_TAKE_BACK"] = 4;
      return values;
    })();
    v1.ControlRequest = (function() {
      const ControlRequest = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ControlRequest.prototype.action = 0;
      ControlRequest.prototype.viewer = 0;
      ControlRequest.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).int32(message.action);
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.viewer);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ControlRequest.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ControlRequest();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.action = value;
              else
                delete message.action;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ControlRequest;
    })();
    v1.ControlState = (function() {
      const ControlState = function(properties) {
        this.requestedBy = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ControlState.prototype.holder = 0;
      ControlState.prototype.requestedBy = $util.emptyArray;
      ControlState.prototype.lentBy = 0;
      ControlState.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.holder != null && $Object.hasOwnProperty.call(message, "holder") && message.holder !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.holder);
        if (message.requestedBy != null && message.requestedBy.length)
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).uint32s(message.requestedBy);
        if (message.lentBy != null && $Object.hasOwnProperty.call(message, "lentBy") && message.lentBy !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.lentBy);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ControlState.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ControlState();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.holder = value;
              else
                delete message.holder;
              continue;
            }
            case 2: {
              if (wireType === 2) {
                if (!(message.requestedBy && message.requestedBy.length))
                  message.requestedBy = [];
                reader.uint32s(message.requestedBy);
                continue;
              }
              if (wireType !== 0)
                break;
              if (!(message.requestedBy && message.requestedBy.length))
                message.requestedBy = [];
              message.requestedBy.push(reader.uint32());
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.lentBy = value;
              else
                delete message.lentBy;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ControlState;
    })();
    v1.Company = (function() {
      const Company = function(properties) {
        this.watchers = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Company.prototype.watchers = $util.emptyArray;
      Company.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.watchers != null && message.watchers.length)
          for (let i = 0; i < message.watchers.length; ++i)
            $root.ringside.v1.Watcher.encode(message.watchers[i], writer.uint32(
              /* id 1, wireType 2 =*/
              10
            ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Company.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Company();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if (!(message.watchers && message.watchers.length))
                message.watchers = [];
              message.watchers.push($root.ringside.v1.Watcher.decode(reader, reader.size(), $undefined, _depth + 1));
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Company;
    })();
    v1.Watcher = (function() {
      const Watcher = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Watcher.prototype.viewer = 0;
      Watcher.prototype.name = "";
      Watcher.prototype.permission = 0;
      Watcher.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.name);
        if (message.permission != null && $Object.hasOwnProperty.call(message, "permission") && message.permission !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).int32(message.permission);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Watcher.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Watcher();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.name = value;
              else
                delete message.name;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.permission = value;
              else
                delete message.permission;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Watcher;
    })();
    v1.Input = (function() {
      const Input = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Input.prototype.sequence = 0;
      Input.prototype.key = null;
      Input.prototype.pointer = null;
      Input.prototype.wheel = null;
      Input.prototype.text = null;
      Input.prototype.releaseAll = null;
      let $oneOfFields;
      $Object.defineProperty(Input.prototype, "event", {
        get: $util.oneOfGetter($oneOfFields = ["key", "pointer", "wheel", "text", "releaseAll"]),
        set: $util.oneOfSetter($oneOfFields)
      });
      Input.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.sequence);
        if (message.key != null && $Object.hasOwnProperty.call(message, "key"))
          $root.ringside.v1.KeyEvent.encode(message.key, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.pointer != null && $Object.hasOwnProperty.call(message, "pointer"))
          $root.ringside.v1.PointerEvent.encode(message.pointer, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.wheel != null && $Object.hasOwnProperty.call(message, "wheel"))
          $root.ringside.v1.WheelEvent.encode(message.wheel, writer.uint32(
            /* id 4, wireType 2 =*/
            34
          ).fork(), _depth + 1).ldelim();
        if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
          $root.ringside.v1.TextEvent.encode(message.text, writer.uint32(
            /* id 5, wireType 2 =*/
            42
          ).fork(), _depth + 1).ldelim();
        if (message.releaseAll != null && $Object.hasOwnProperty.call(message, "releaseAll"))
          $root.ringside.v1.ReleaseAll.encode(message.releaseAll, writer.uint32(
            /* id 6, wireType 2 =*/
            50
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Input.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Input();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.sequence = value;
              else
                delete message.sequence;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.key = $root.ringside.v1.KeyEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.key);
              message.event = "key";
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.pointer = $root.ringside.v1.PointerEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.pointer);
              message.event = "pointer";
              continue;
            }
            case 4: {
              if (wireType !== 2)
                break;
              message.wheel = $root.ringside.v1.WheelEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.wheel);
              message.event = "wheel";
              continue;
            }
            case 5: {
              if (wireType !== 2)
                break;
              message.text = $root.ringside.v1.TextEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.text);
              message.event = "text";
              continue;
            }
            case 6: {
              if (wireType !== 2)
                break;
              message.releaseAll = $root.ringside.v1.ReleaseAll.decode(reader, reader.size(), $undefined, _depth + 1, message.releaseAll);
              message.event = "releaseAll";
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Input;
    })();
    v1.KeyEvent = (function() {
      const KeyEvent = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      KeyEvent.prototype.code = "";
      KeyEvent.prototype.key = "";
      KeyEvent.prototype.down = false;
      KeyEvent.prototype.repeat = false;
      KeyEvent.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.code);
        if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.key);
        if (message.down != null && $Object.hasOwnProperty.call(message, "down") && message.down !== false)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).bool(message.down);
        if (message.repeat != null && $Object.hasOwnProperty.call(message, "repeat") && message.repeat !== false)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).bool(message.repeat);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      KeyEvent.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.KeyEvent();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.code = value;
              else
                delete message.code;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.key = value;
              else
                delete message.key;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.down = value;
              else
                delete message.down;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.repeat = value;
              else
                delete message.repeat;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return KeyEvent;
    })();
    v1.TextEvent = (function() {
      const TextEvent = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      TextEvent.prototype.text = "";
      TextEvent.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.text);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      TextEvent.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.TextEvent();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.text = value;
              else
                delete message.text;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return TextEvent;
    })();
    v1.PointerEvent = (function() {
      const PointerEvent = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      PointerEvent.prototype.display = 0;
      PointerEvent.prototype.x = 0;
      PointerEvent.prototype.y = 0;
      PointerEvent.prototype.buttons = 0;
      PointerEvent.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.x != null && $Object.hasOwnProperty.call(message, "x") && message.x !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.x);
        if (message.y != null && $Object.hasOwnProperty.call(message, "y") && message.y !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.y);
        if (message.buttons != null && $Object.hasOwnProperty.call(message, "buttons") && message.buttons !== 0)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).uint32(message.buttons);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      PointerEvent.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.PointerEvent();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.x = value;
              else
                delete message.x;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.y = value;
              else
                delete message.y;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.buttons = value;
              else
                delete message.buttons;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return PointerEvent;
    })();
    v1.WheelEvent = (function() {
      const WheelEvent = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      WheelEvent.prototype.display = 0;
      WheelEvent.prototype.x = 0;
      WheelEvent.prototype.y = 0;
      WheelEvent.prototype.deltaX = 0;
      WheelEvent.prototype.deltaY = 0;
      WheelEvent.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.x != null && $Object.hasOwnProperty.call(message, "x") && message.x !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.x);
        if (message.y != null && $Object.hasOwnProperty.call(message, "y") && message.y !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.y);
        if (message.deltaX != null && $Object.hasOwnProperty.call(message, "deltaX") && message.deltaX !== 0)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).sint32(message.deltaX);
        if (message.deltaY != null && $Object.hasOwnProperty.call(message, "deltaY") && message.deltaY !== 0)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).sint32(message.deltaY);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      WheelEvent.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.WheelEvent();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.x = value;
              else
                delete message.x;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.y = value;
              else
                delete message.y;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.sint32())
                message.deltaX = value;
              else
                delete message.deltaX;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.sint32())
                message.deltaY = value;
              else
                delete message.deltaY;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return WheelEvent;
    })();
    v1.ReleaseAll = (function() {
      const ReleaseAll = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ReleaseAll.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ReleaseAll.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ReleaseAll();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          reader.skipType(tag & 7, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ReleaseAll;
    })();
    v1.CommandKind = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "COMMAND_KIND_UNSPECIFIED"] = 0;
      values[valuesById[1] = "COMMAND_KIND_RESTART_DEVICE"] = 1;
      values[valuesById[2] = "COMMAND_KIND_RESTART_AFTER_SESSION"] = 2;
      values[valuesById[3] = "COMMAND_KIND_SHORTCUT"] = 3;
      values[valuesById[4] = "COMMAND_KIND_WAKE_DISPLAY"] = 4;
      values[valuesById[5] = "COMMAND_KIND_RESTART_ROOM_APPLICATION"] = 5;
      return values;
    })();
    v1.Shortcut = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "SHORTCUT_UNSPECIFIED"] = 0;
      values[valuesById[1] = "SHORTCUT_CTRL_ALT_DEL"] = 1;
      values[valuesById[2] = "SHORTCUT_CTRL_SHIFT_ESC"] = 2;
      values[valuesById[3] = "SHORTCUT_ALT_TAB"] = 3;
      values[valuesById[4] = "SHORTCUT_ALT_F4"] = 4;
      values[valuesById[5] = "SHORTCUT_WIN"] = 5;
      values[valuesById[6] = "SHORTCUT_WIN_L"] = 6;
      values[valuesById[7] = "SHORTCUT_ESC"] = 7;
      values[valuesById[8] = "SHORTCUT_F11"] = 8;
      return values;
    })();
    v1.Command = (function() {
      const Command = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Command.prototype.id = 0;
      Command.prototype.kind = 0;
      Command.prototype.on = false;
      Command.prototype.shortcut = 0;
      Command.prototype.display = 0;
      Command.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.id);
        if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.kind);
        if (message.on != null && $Object.hasOwnProperty.call(message, "on") && message.on !== false)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).bool(message.on);
        if (message.shortcut != null && $Object.hasOwnProperty.call(message, "shortcut") && message.shortcut !== 0)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).int32(message.shortcut);
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).uint32(message.display);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Command.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Command();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.id = value;
              else
                delete message.id;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.kind = value;
              else
                delete message.kind;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.on = value;
              else
                delete message.on;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.shortcut = value;
              else
                delete message.shortcut;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Command;
    })();
    v1.CommandRefusal = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "COMMAND_REFUSAL_UNSPECIFIED"] = 0;
      values[valuesById[1] = "COMMAND_REFUSAL_UNKNOWN"] = 1;
      values[valuesById[2] = "COMMAND_REFUSAL_FORBIDDEN"] = 2;
      values[valuesById[3] = "COMMAND_REFUSAL_WITHHELD"] = 3;
      values[valuesById[4] = "COMMAND_REFUSAL_UNAVAILABLE"] = 4;
      values[valuesById[5] = "COMMAND_REFUSAL_NO_CONTROL"] = 5;
      values[valuesById[6] = "COMMAND_REFUSAL_TOO_OFTEN"] = 6;
      values[valuesById[7] = "COMMAND_REFUSAL_FAILED"] = 7;
      values[valuesById[8] = "COMMAND_REFUSAL_NO_ANSWER"] = 8;
      values[valuesById[9] = "COMMAND_REFUSAL_IN_USE"] = 9;
      values[valuesById[10] = "COMMAND_REFUSAL_NOT_NOW"] = 10;
      return values;
    })();
    v1.CommandResult = (function() {
      const CommandResult = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      CommandResult.prototype.id = 0;
      CommandResult.prototype.refusal = 0;
      CommandResult.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.id);
        if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.refusal);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      CommandResult.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.CommandResult();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.id = value;
              else
                delete message.id;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.refusal = value;
              else
                delete message.refusal;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return CommandResult;
    })();
    v1.CommandOffer = (function() {
      const CommandOffer = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      CommandOffer.prototype.kind = 0;
      CommandOffer.prototype.refusal = 0;
      CommandOffer.prototype.reason = "";
      CommandOffer.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).int32(message.kind);
        if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.refusal);
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
          writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).string(message.reason);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      CommandOffer.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.CommandOffer();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.kind = value;
              else
                delete message.kind;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.refusal = value;
              else
                delete message.refusal;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return CommandOffer;
    })();
    v1.CallState = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "CALL_STATE_UNSPECIFIED"] = 0;
      values[valuesById[1] = "CALL_STATE_IDLE"] = 1;
      values[valuesById[2] = "CALL_STATE_IN_CALL"] = 2;
      values[valuesById[3] = "CALL_STATE_UNKNOWN"] = 3;
      return values;
    })();
    v1.RingState = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "RING_STATE_UNSPECIFIED"] = 0;
      values[valuesById[1] = "RING_STATE_DOWN"] = 1;
      values[valuesById[2] = "RING_STATE_VERIFIED"] = 2;
      values[valuesById[3] = "RING_STATE_LOST"] = 3;
      return values;
    })();
    v1.RoomStatus = (function() {
      const RoomStatus = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RoomStatus.prototype.callState = 0;
      RoomStatus.prototype.callStateSource = "";
      RoomStatus.prototype.ring = 0;
      RoomStatus.prototype.ejected = false;
      RoomStatus.prototype.restartAfterSession = false;
      RoomStatus.prototype.account = 0;
      RoomStatus.prototype.accountLocked = false;
      RoomStatus.prototype.accountAction = 0;
      RoomStatus.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.callState != null && $Object.hasOwnProperty.call(message, "callState") && message.callState !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).int32(message.callState);
        if (message.callStateSource != null && $Object.hasOwnProperty.call(message, "callStateSource") && message.callStateSource !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.callStateSource);
        if (message.ring != null && $Object.hasOwnProperty.call(message, "ring") && message.ring !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).int32(message.ring);
        if (message.ejected != null && $Object.hasOwnProperty.call(message, "ejected") && message.ejected !== false)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).bool(message.ejected);
        if (message.restartAfterSession != null && $Object.hasOwnProperty.call(message, "restartAfterSession") && message.restartAfterSession !== false)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).bool(message.restartAfterSession);
        if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account !== 0)
          writer.uint32(
            /* id 6, wireType 0 =*/
            48
          ).int32(message.account);
        if (message.accountLocked != null && $Object.hasOwnProperty.call(message, "accountLocked") && message.accountLocked !== false)
          writer.uint32(
            /* id 7, wireType 0 =*/
            56
          ).bool(message.accountLocked);
        if (message.accountAction != null && $Object.hasOwnProperty.call(message, "accountAction") && message.accountAction !== 0)
          writer.uint32(
            /* id 8, wireType 0 =*/
            64
          ).int32(message.accountAction);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RoomStatus.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RoomStatus();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.callState = value;
              else
                delete message.callState;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.callStateSource = value;
              else
                delete message.callStateSource;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.ring = value;
              else
                delete message.ring;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.ejected = value;
              else
                delete message.ejected;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.restartAfterSession = value;
              else
                delete message.restartAfterSession;
              continue;
            }
            case 6: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.account = value;
              else
                delete message.account;
              continue;
            }
            case 7: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.accountLocked = value;
              else
                delete message.accountLocked;
              continue;
            }
            case 8: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.accountAction = value;
              else
                delete message.accountAction;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RoomStatus;
    })();
    v1.AccountState = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "ACCOUNT_STATE_UNSPECIFIED"] = 0;
      values[valuesById[1] = "ACCOUNT_STATE_SAME"] = 1;
      values[valuesById[2] = "ACCOUNT_STATE_CHANGED"] = 2;
      values[valuesById[3] = "ACCOUNT_STATE_SIGNED_OUT"] = 3;
      return values;
    })();
    v1.AccountAction = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "ACCOUNT_ACTION_UNSPECIFIED"] = 0;
      values[valuesById[1] = "ACCOUNT_ACTION_SIGN_OUT"] = 1;
      values[valuesById[2] = "ACCOUNT_ACTION_LOCK"] = 2;
      values[valuesById[3] = "ACCOUNT_ACTION_RESTART"] = 3;
      return values;
    })();
    v1.AgentAccountNews = (function() {
      const AgentAccountNews = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentAccountNews.prototype.session = "";
      AgentAccountNews.prototype.account = 0;
      AgentAccountNews.prototype.locked = false;
      AgentAccountNews.prototype.atEnd = false;
      AgentAccountNews.prototype.action = 0;
      AgentAccountNews.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.account);
        if (message.locked != null && $Object.hasOwnProperty.call(message, "locked") && message.locked !== false)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).bool(message.locked);
        if (message.atEnd != null && $Object.hasOwnProperty.call(message, "atEnd") && message.atEnd !== false)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).bool(message.atEnd);
        if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).int32(message.action);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentAccountNews.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentAccountNews();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.account = value;
              else
                delete message.account;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.locked = value;
              else
                delete message.locked;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.atEnd = value;
              else
                delete message.atEnd;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.action = value;
              else
                delete message.action;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentAccountNews;
    })();
    v1.OpenSession = (function() {
      const OpenSession = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      OpenSession.prototype.viewer = 0;
      OpenSession.prototype.ticket = "";
      OpenSession.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.ticket != null && $Object.hasOwnProperty.call(message, "ticket") && message.ticket !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.ticket);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      OpenSession.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.OpenSession();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.ticket = value;
              else
                delete message.ticket;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return OpenSession;
    })();
    v1.AgentSessionOpened = (function() {
      const AgentSessionOpened = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentSessionOpened.prototype.viewer = 0;
      AgentSessionOpened.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentSessionOpened.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentSessionOpened();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentSessionOpened;
    })();
    v1.AgentRoomAsked = (function() {
      const AgentRoomAsked = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentRoomAsked.prototype.viewer = 0;
      AgentRoomAsked.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentRoomAsked.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentRoomAsked();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentRoomAsked;
    })();
    v1.AgentSessionRefused = (function() {
      const AgentSessionRefused = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentSessionRefused.prototype.viewer = 0;
      AgentSessionRefused.prototype.reason = 0;
      AgentSessionRefused.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.reason);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentSessionRefused.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentSessionRefused();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentSessionRefused;
    })();
    v1.AgentSessionEnded = (function() {
      const AgentSessionEnded = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentSessionEnded.prototype.session = "";
      AgentSessionEnded.prototype.reason = 0;
      AgentSessionEnded.prototype.ringLoss = null;
      AgentSessionEnded.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.session);
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.reason);
        if (message.ringLoss != null && $Object.hasOwnProperty.call(message, "ringLoss"))
          $root.ringside.v1.RingLoss.encode(message.ringLoss, writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentSessionEnded.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentSessionEnded();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.session = value;
              else
                delete message.session;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              message.ringLoss = $root.ringside.v1.RingLoss.decode(reader, reader.size(), $undefined, _depth + 1, message.ringLoss);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentSessionEnded;
    })();
    v1.RingLoss = (function() {
      const RingLoss = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RingLoss.prototype.fault = 0;
      RingLoss.prototype.display = "";
      RingLoss.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.fault != null && $Object.hasOwnProperty.call(message, "fault") && message.fault !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).int32(message.fault);
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.display);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RingLoss.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RingLoss();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.fault = value;
              else
                delete message.fault;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.display = value;
              else
                delete message.display;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RingLoss;
    })();
    v1.RingFault = (function() {
      const valuesById = $Object.create(null), values = $Object.create(valuesById);
      values[valuesById[0] = "RING_FAULT_UNSPECIFIED"] = 0;
      values[valuesById[1] = "RING_FAULT_NOT_SEEN"] = 1;
      values[valuesById[2] = "RING_FAULT_COVERED"] = 2;
      values[valuesById[3] = "RING_FAULT_HIDDEN"] = 3;
      values[valuesById[4] = "RING_FAULT_MOVED"] = 4;
      values[valuesById[5] = "RING_FAULT_RESHAPED"] = 5;
      values[valuesById[6] = "RING_FAULT_GONE"] = 6;
      values[valuesById[7] = "RING_FAULT_NOT_RAISED"] = 7;
      values[valuesById[8] = "RING_FAULT_NO_DISPLAY"] = 8;
      return values;
    })();
    v1.SuspendSession = (function() {
      const SuspendSession = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      SuspendSession.prototype.viewer = 0;
      SuspendSession.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      SuspendSession.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.SuspendSession();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return SuspendSession;
    })();
    v1.CloseSession = (function() {
      const CloseSession = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      CloseSession.prototype.viewer = 0;
      CloseSession.prototype.reason = 0;
      CloseSession.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.reason);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      CloseSession.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.CloseSession();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.reason = value;
              else
                delete message.reason;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return CloseSession;
    })();
    v1.ViewerInput = (function() {
      const ViewerInput = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ViewerInput.prototype.viewer = 0;
      ViewerInput.prototype.input = null;
      ViewerInput.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.input != null && $Object.hasOwnProperty.call(message, "input"))
          $root.ringside.v1.Input.encode(message.input, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ViewerInput.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ViewerInput();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.input = $root.ringside.v1.Input.decode(reader, reader.size(), $undefined, _depth + 1, message.input);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ViewerInput;
    })();
    v1.ViewerCommand = (function() {
      const ViewerCommand = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ViewerCommand.prototype.viewer = 0;
      ViewerCommand.prototype.command = null;
      ViewerCommand.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.command != null && $Object.hasOwnProperty.call(message, "command"))
          $root.ringside.v1.Command.encode(message.command, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ViewerCommand.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ViewerCommand();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.command = $root.ringside.v1.Command.decode(reader, reader.size(), $undefined, _depth + 1, message.command);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ViewerCommand;
    })();
    v1.ViewerCommandResult = (function() {
      const ViewerCommandResult = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      ViewerCommandResult.prototype.viewer = 0;
      ViewerCommandResult.prototype.result = null;
      ViewerCommandResult.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
          $root.ringside.v1.CommandResult.encode(message.result, writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      ViewerCommandResult.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.ViewerCommandResult();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              message.result = $root.ringside.v1.CommandResult.decode(reader, reader.size(), $undefined, _depth + 1, message.result);
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return ViewerCommandResult;
    })();
    v1.RecoveryResult = (function() {
      const RecoveryResult = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RecoveryResult.prototype.id = "";
      RecoveryResult.prototype.refusal = 0;
      RecoveryResult.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.id);
        if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal") && message.refusal !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).int32(message.refusal);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RecoveryResult.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RecoveryResult();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.id = value;
              else
                delete message.id;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.refusal = value;
              else
                delete message.refusal;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RecoveryResult;
    })();
    v1.Demand = (function() {
      const Demand = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Demand.prototype.display = 0;
      Demand.prototype.epoch = 0;
      Demand.prototype.update = 0;
      Demand.prototype.streams = false;
      Demand.prototype.focused = false;
      Demand.prototype.kilobitsPerSecond = 0;
      Demand.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.epoch);
        if (message.update != null && $Object.hasOwnProperty.call(message, "update") && message.update !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.update);
        if (message.streams != null && $Object.hasOwnProperty.call(message, "streams") && message.streams !== false)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).bool(message.streams);
        if (message.focused != null && $Object.hasOwnProperty.call(message, "focused") && message.focused !== false)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).bool(message.focused);
        if (message.kilobitsPerSecond != null && $Object.hasOwnProperty.call(message, "kilobitsPerSecond") && message.kilobitsPerSecond !== 0)
          writer.uint32(
            /* id 6, wireType 0 =*/
            48
          ).uint32(message.kilobitsPerSecond);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Demand.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Demand();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.epoch = value;
              else
                delete message.epoch;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.update = value;
              else
                delete message.update;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.streams = value;
              else
                delete message.streams;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.focused = value;
              else
                delete message.focused;
              continue;
            }
            case 6: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.kilobitsPerSecond = value;
              else
                delete message.kilobitsPerSecond;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Demand;
    })();
    v1.RefreshTiles = (function() {
      const RefreshTiles = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      RefreshTiles.prototype.display = 0;
      RefreshTiles.prototype.epoch = 0;
      RefreshTiles.prototype.tileX = 0;
      RefreshTiles.prototype.tileY = 0;
      RefreshTiles.prototype.tilesWide = 0;
      RefreshTiles.prototype.tilesHigh = 0;
      RefreshTiles.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.display != null && $Object.hasOwnProperty.call(message, "display") && message.display !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.display);
        if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint32(message.epoch);
        if (message.tileX != null && $Object.hasOwnProperty.call(message, "tileX") && message.tileX !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint32(message.tileX);
        if (message.tileY != null && $Object.hasOwnProperty.call(message, "tileY") && message.tileY !== 0)
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).uint32(message.tileY);
        if (message.tilesWide != null && $Object.hasOwnProperty.call(message, "tilesWide") && message.tilesWide !== 0)
          writer.uint32(
            /* id 5, wireType 0 =*/
            40
          ).uint32(message.tilesWide);
        if (message.tilesHigh != null && $Object.hasOwnProperty.call(message, "tilesHigh") && message.tilesHigh !== 0)
          writer.uint32(
            /* id 6, wireType 0 =*/
            48
          ).uint32(message.tilesHigh);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      RefreshTiles.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.RefreshTiles();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.display = value;
              else
                delete message.display;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.epoch = value;
              else
                delete message.epoch;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tileX = value;
              else
                delete message.tileX;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tileY = value;
              else
                delete message.tileY;
              continue;
            }
            case 5: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tilesWide = value;
              else
                delete message.tilesWide;
              continue;
            }
            case 6: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.tilesHigh = value;
              else
                delete message.tilesHigh;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return RefreshTiles;
    })();
    v1.AgentProbe = (function() {
      const AgentProbe = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentProbe.prototype.viewer = 0;
      AgentProbe.prototype.sentUs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      AgentProbe.prototype.active = false;
      AgentProbe.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.sentUs != null && $Object.hasOwnProperty.call(message, "sentUs") && (typeof message.sentUs === "object" ? message.sentUs.low || message.sentUs.high : message.sentUs !== 0))
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint64(message.sentUs);
        if (message.active != null && $Object.hasOwnProperty.call(message, "active") && message.active !== false)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).bool(message.active);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentProbe.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentProbe();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sentUs = value;
              else
                delete message.sentUs;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.bool())
                message.active = value;
              else
                delete message.active;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentProbe;
    })();
    v1.AgentProbeReply = (function() {
      const AgentProbeReply = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      AgentProbeReply.prototype.viewer = 0;
      AgentProbeReply.prototype.sentUs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      AgentProbeReply.prototype.agentUs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      AgentProbeReply.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.viewer != null && $Object.hasOwnProperty.call(message, "viewer") && message.viewer !== 0)
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint32(message.viewer);
        if (message.sentUs != null && $Object.hasOwnProperty.call(message, "sentUs") && (typeof message.sentUs === "object" ? message.sentUs.low || message.sentUs.high : message.sentUs !== 0))
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint64(message.sentUs);
        if (message.agentUs != null && $Object.hasOwnProperty.call(message, "agentUs") && (typeof message.agentUs === "object" ? message.agentUs.low || message.agentUs.high : message.agentUs !== 0))
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).uint64(message.agentUs);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      AgentProbeReply.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.AgentProbeReply();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (value = reader.uint32())
                message.viewer = value;
              else
                delete message.viewer;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sentUs = value;
              else
                delete message.sentUs;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.agentUs = value;
              else
                delete message.agentUs;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return AgentProbeReply;
    })();
    v1.TimeRequest = (function() {
      const TimeRequest = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      TimeRequest.prototype.nonce = $util.newBuffer([]);
      TimeRequest.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).bytes(message.nonce);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      TimeRequest.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.TimeRequest();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.nonce = value;
              else
                delete message.nonce;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return TimeRequest;
    })();
    v1.SignedStatement = (function() {
      const SignedStatement = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      SignedStatement.prototype.keyId = "";
      SignedStatement.prototype.payload = $util.newBuffer([]);
      SignedStatement.prototype.signature = $util.newBuffer([]);
      SignedStatement.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.keyId != null && $Object.hasOwnProperty.call(message, "keyId") && message.keyId !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.keyId);
        if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).bytes(message.payload);
        if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
          writer.uint32(
            /* id 3, wireType 2 =*/
            26
          ).bytes(message.signature);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      SignedStatement.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.SignedStatement();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.keyId = value;
              else
                delete message.keyId;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.payload = value;
              else
                delete message.payload;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.signature = value;
              else
                delete message.signature;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return SignedStatement;
    })();
    v1.Heartbeat = (function() {
      const Heartbeat = function(properties) {
        this.endedSessions = [];
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Heartbeat.prototype.sequence = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      Heartbeat.prototype.timeMs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      Heartbeat.prototype.endedSessions = $util.emptyArray;
      Heartbeat.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
          writer.uint32(
            /* id 1, wireType 0 =*/
            8
          ).uint64(message.sequence);
        if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint64(message.timeMs);
        if (message.endedSessions != null && message.endedSessions.length)
          for (let i = 0; i < message.endedSessions.length; ++i)
            writer.uint32(
              /* id 3, wireType 2 =*/
              26
            ).string(message.endedSessions[i]);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Heartbeat.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Heartbeat();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.sequence = value;
              else
                delete message.sequence;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.timeMs = value;
              else
                delete message.timeMs;
              continue;
            }
            case 3: {
              if (wireType !== 2)
                break;
              if (!(message.endedSessions && message.endedSessions.length))
                message.endedSessions = [];
              message.endedSessions.push(reader.stringVerify());
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Heartbeat;
    })();
    v1.Recovery = (function() {
      const Recovery = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      Recovery.prototype.id = "";
      Recovery.prototype.device = "";
      Recovery.prototype.command = 0;
      Recovery.prototype.timeMs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      Recovery.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).string(message.id);
        if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device !== "")
          writer.uint32(
            /* id 2, wireType 2 =*/
            18
          ).string(message.device);
        if (message.command != null && $Object.hasOwnProperty.call(message, "command") && message.command !== 0)
          writer.uint32(
            /* id 3, wireType 0 =*/
            24
          ).int32(message.command);
        if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
          writer.uint32(
            /* id 4, wireType 0 =*/
            32
          ).uint64(message.timeMs);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      Recovery.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.Recovery();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.id = value;
              else
                delete message.id;
              continue;
            }
            case 2: {
              if (wireType !== 2)
                break;
              if ((value = reader.stringVerify()).length)
                message.device = value;
              else
                delete message.device;
              continue;
            }
            case 3: {
              if (wireType !== 0)
                break;
              if (value = reader.int32())
                message.command = value;
              else
                delete message.command;
              continue;
            }
            case 4: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.timeMs = value;
              else
                delete message.timeMs;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return Recovery;
    })();
    v1.TimeAnchor = (function() {
      const TimeAnchor = function(properties) {
        if (properties) {
          for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
            if (properties[keys[i]] != null && keys[i] !== "__proto__")
              this[keys[i]] = properties[keys[i]];
        }
      };
      TimeAnchor.prototype.nonce = $util.newBuffer([]);
      TimeAnchor.prototype.timeMs = $util.Long ? $util.Long.fromBits(0, 0, true) : 0;
      TimeAnchor.encode = function(message, writer, _depth) {
        if (!writer)
          writer = $Writer.create();
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $util.recursionLimit)
          throw $Error("max depth exceeded");
        if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
          writer.uint32(
            /* id 1, wireType 2 =*/
            10
          ).bytes(message.nonce);
        if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
          writer.uint32(
            /* id 2, wireType 0 =*/
            16
          ).uint64(message.timeMs);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
          for (let i = 0; i < message.$unknowns.length; ++i)
            writer.raw(message.$unknowns[i]);
        return writer;
      };
      TimeAnchor.decode = function(reader, length, _end, _depth, _target) {
        if (!(reader instanceof $Reader))
          reader = $Reader.create(reader);
        if (_depth === $undefined)
          _depth = 0;
        if (_depth > $Reader.recursionLimit)
          throw $Error("max depth exceeded");
        let end, message, value;
        if (length === $undefined)
          end = reader.len;
        else {
          end = reader.pos + length;
          if (end > reader.len)
            throw $RangeError("index out of range");
          length = reader.len;
          reader.len = end;
        }
        message = _target || new $root.ringside.v1.TimeAnchor();
        while (reader.pos < end) {
          let start = reader.pos;
          let tag = reader.tag();
          if (tag === _end) {
            _end = $undefined;
            break;
          }
          let wireType = tag & 7;
          switch (tag >>>= 3) {
            case 1: {
              if (wireType !== 2)
                break;
              if ((value = reader.bytes()).length)
                message.nonce = value;
              else
                delete message.nonce;
              continue;
            }
            case 2: {
              if (wireType !== 0)
                break;
              if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                message.timeMs = value;
              else
                delete message.timeMs;
              continue;
            }
          }
          reader.skipType(wireType, _depth, tag);
          if (!reader.discardUnknown) {
            $util.makeProp(message, "$unknowns", false);
            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
          }
        }
        if (length !== $undefined) {
          if (reader.pos !== end)
            throw $RangeError("index out of range");
          reader.len = length;
        }
        if (_end !== $undefined)
          throw $Error("missing end group");
        return message;
      };
      return TimeAnchor;
    })();
    return v1;
  })();
  return ringside2;
})();
export {
  $root as default
};
