import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace ringside. */
export namespace ringside {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a RelayToServices.
         * @deprecated Use ringside.v1.RelayToServices.$Properties instead.
         */
        interface IRelayToServices extends ringside.v1.RelayToServices.$Properties {
        }

        /** Represents a RelayToServices. */
        class RelayToServices {

            /**
             * Constructs a new RelayToServices.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RelayToServices.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RelayToServices hello. */
            hello?: (ringside.v1.NodeHello.$Properties|null);

            /** RelayToServices event. */
            event?: (ringside.v1.NodeEvent.$Properties|null);

            /** RelayToServices timeRequest. */
            timeRequest?: (ringside.v1.NodeTimeRequest.$Properties|null);

            /** RelayToServices ack. */
            ack?: (ringside.v1.ServicesAck.$Properties|null);

            /** RelayToServices message. */
            message?: ("hello"|"event"|"timeRequest"|"ack");

            /**
             * Encodes the specified RelayToServices message. Does not implicitly {@link ringside.v1.RelayToServices.verify|verify} messages.
             * @param message RelayToServices message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RelayToServices.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RelayToServices message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RelayToServices & ringside.v1.RelayToServices.$Shape} RelayToServices
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RelayToServices & ringside.v1.RelayToServices.$Shape;
        }

        namespace RelayToServices {

            /** Properties of a RelayToServices. */
            interface $Properties {

                /** RelayToServices hello */
                hello?: (ringside.v1.NodeHello.$Properties|null);

                /** RelayToServices event */
                event?: (ringside.v1.NodeEvent.$Properties|null);

                /** RelayToServices timeRequest */
                timeRequest?: (ringside.v1.NodeTimeRequest.$Properties|null);

                /** RelayToServices ack */
                ack?: (ringside.v1.ServicesAck.$Properties|null);

                /** RelayToServices message */
                message?: ("hello"|"event"|"timeRequest"|"ack");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a RelayToServices. */
            type $Shape = {
              hello?: ringside.v1.NodeHello.$Shape|null;
              event?: ringside.v1.NodeEvent.$Shape|null;
              timeRequest?: ringside.v1.NodeTimeRequest.$Shape|null;
              ack?: ringside.v1.ServicesAck.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; hello?: null; event?: null; timeRequest?: null; ack?: null }|{ message?: "hello"; hello: ringside.v1.NodeHello.$Shape; event?: null; timeRequest?: null; ack?: null }|{ message?: "event"; hello?: null; event: ringside.v1.NodeEvent.$Shape; timeRequest?: null; ack?: null }|{ message?: "timeRequest"; hello?: null; event?: null; timeRequest: ringside.v1.NodeTimeRequest.$Shape; ack?: null }|{ message?: "ack"; hello?: null; event?: null; timeRequest?: null; ack: ringside.v1.ServicesAck.$Shape })
            );
        }

        /**
         * Properties of a ServicesToRelay.
         * @deprecated Use ringside.v1.ServicesToRelay.$Properties instead.
         */
        interface IServicesToRelay extends ringside.v1.ServicesToRelay.$Properties {
        }

        /** Represents a ServicesToRelay. */
        class ServicesToRelay {

            /**
             * Constructs a new ServicesToRelay.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ServicesToRelay.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServicesToRelay welcome. */
            welcome?: (ringside.v1.NodeWelcome.$Properties|null);

            /** ServicesToRelay eventAck. */
            eventAck?: (ringside.v1.EventAck.$Properties|null);

            /** ServicesToRelay heartbeat. */
            heartbeat?: (ringside.v1.SignedStatement.$Properties|null);

            /** ServicesToRelay command. */
            command?: (ringside.v1.ServicesCommand.$Properties|null);

            /** ServicesToRelay time. */
            time?: (ringside.v1.NodeTime.$Properties|null);

            /** ServicesToRelay keySet. */
            keySet?: (ringside.v1.SignedStatement.$Properties|null);

            /** ServicesToRelay message. */
            message?: ("welcome"|"eventAck"|"heartbeat"|"command"|"time"|"keySet");

            /**
             * Encodes the specified ServicesToRelay message. Does not implicitly {@link ringside.v1.ServicesToRelay.verify|verify} messages.
             * @param message ServicesToRelay message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ServicesToRelay.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServicesToRelay message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ServicesToRelay & ringside.v1.ServicesToRelay.$Shape} ServicesToRelay
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ServicesToRelay & ringside.v1.ServicesToRelay.$Shape;
        }

        namespace ServicesToRelay {

            /** Properties of a ServicesToRelay. */
            interface $Properties {

                /** ServicesToRelay welcome */
                welcome?: (ringside.v1.NodeWelcome.$Properties|null);

                /** ServicesToRelay eventAck */
                eventAck?: (ringside.v1.EventAck.$Properties|null);

                /** ServicesToRelay heartbeat */
                heartbeat?: (ringside.v1.SignedStatement.$Properties|null);

                /** ServicesToRelay command */
                command?: (ringside.v1.ServicesCommand.$Properties|null);

                /** ServicesToRelay time */
                time?: (ringside.v1.NodeTime.$Properties|null);

                /** ServicesToRelay keySet */
                keySet?: (ringside.v1.SignedStatement.$Properties|null);

                /** ServicesToRelay message */
                message?: ("welcome"|"eventAck"|"heartbeat"|"command"|"time"|"keySet");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ServicesToRelay. */
            type $Shape = {
              welcome?: ringside.v1.NodeWelcome.$Shape|null;
              eventAck?: ringside.v1.EventAck.$Shape|null;
              heartbeat?: ringside.v1.SignedStatement.$Shape|null;
              command?: ringside.v1.ServicesCommand.$Shape|null;
              time?: ringside.v1.NodeTime.$Shape|null;
              keySet?: ringside.v1.SignedStatement.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; welcome?: null; eventAck?: null; heartbeat?: null; command?: null; time?: null; keySet?: null }|{ message?: "welcome"; welcome: ringside.v1.NodeWelcome.$Shape; eventAck?: null; heartbeat?: null; command?: null; time?: null; keySet?: null }|{ message?: "eventAck"; welcome?: null; eventAck: ringside.v1.EventAck.$Shape; heartbeat?: null; command?: null; time?: null; keySet?: null }|{ message?: "heartbeat"; welcome?: null; eventAck?: null; heartbeat: ringside.v1.SignedStatement.$Shape; command?: null; time?: null; keySet?: null }|{ message?: "command"; welcome?: null; eventAck?: null; heartbeat?: null; command: ringside.v1.ServicesCommand.$Shape; time?: null; keySet?: null }|{ message?: "time"; welcome?: null; eventAck?: null; heartbeat?: null; command?: null; time: ringside.v1.NodeTime.$Shape; keySet?: null }|{ message?: "keySet"; welcome?: null; eventAck?: null; heartbeat?: null; command?: null; time?: null; keySet: ringside.v1.SignedStatement.$Shape })
            );
        }

        /**
         * Properties of a NodeHello.
         * @deprecated Use ringside.v1.NodeHello.$Properties instead.
         */
        interface INodeHello extends ringside.v1.NodeHello.$Properties {
        }

        /** Represents a NodeHello. */
        class NodeHello {

            /**
             * Constructs a new NodeHello.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeHello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeHello version. */
            version: number;

            /** NodeHello node. */
            node: string;

            /** NodeHello instance. */
            instance: string;

            /** NodeHello viewerUrl. */
            viewerUrl: string;

            /** NodeHello liveSessions. */
            liveSessions: string[];

            /**
             * Encodes the specified NodeHello message. Does not implicitly {@link ringside.v1.NodeHello.verify|verify} messages.
             * @param message NodeHello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeHello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeHello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeHello & ringside.v1.NodeHello.$Shape} NodeHello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeHello & ringside.v1.NodeHello.$Shape;
        }

        namespace NodeHello {

            /** Properties of a NodeHello. */
            interface $Properties {

                /** NodeHello version */
                version?: (number|null);

                /** NodeHello node */
                node?: (string|null);

                /** NodeHello instance */
                instance?: (string|null);

                /** NodeHello viewerUrl */
                viewerUrl?: (string|null);

                /** NodeHello liveSessions */
                liveSessions?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeHello. */
            type $Shape = ringside.v1.NodeHello.$Properties;
        }

        /**
         * Properties of a NodeWelcome.
         * @deprecated Use ringside.v1.NodeWelcome.$Properties instead.
         */
        interface INodeWelcome extends ringside.v1.NodeWelcome.$Properties {
        }

        /** Represents a NodeWelcome. */
        class NodeWelcome {

            /**
             * Constructs a new NodeWelcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeWelcome.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeWelcome keySet. */
            keySet?: (ringside.v1.SignedStatement.$Properties|null);

            /** NodeWelcome withdrawnDevices. */
            withdrawnDevices: string[];

            /** NodeWelcome lastEvent. */
            lastEvent: number;

            /** NodeWelcome issuer. */
            issuer: string;

            /** NodeWelcome reboundDevices. */
            reboundDevices: ringside.v1.ReboundDevice.$Properties[];

            /** NodeWelcome minimumAgents. */
            minimumAgents: ringside.v1.MinimumAgent.$Properties[];

            /**
             * Encodes the specified NodeWelcome message. Does not implicitly {@link ringside.v1.NodeWelcome.verify|verify} messages.
             * @param message NodeWelcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeWelcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeWelcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeWelcome & ringside.v1.NodeWelcome.$Shape} NodeWelcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeWelcome & ringside.v1.NodeWelcome.$Shape;
        }

        namespace NodeWelcome {

            /** Properties of a NodeWelcome. */
            interface $Properties {

                /** NodeWelcome keySet */
                keySet?: (ringside.v1.SignedStatement.$Properties|null);

                /** NodeWelcome withdrawnDevices */
                withdrawnDevices?: (string[]|null);

                /** NodeWelcome lastEvent */
                lastEvent?: (number|null);

                /** NodeWelcome issuer */
                issuer?: (string|null);

                /** NodeWelcome reboundDevices */
                reboundDevices?: (ringside.v1.ReboundDevice.$Properties[]|null);

                /** NodeWelcome minimumAgents */
                minimumAgents?: (ringside.v1.MinimumAgent.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeWelcome. */
            type $Shape = ringside.v1.NodeWelcome.$Properties;
        }

        /**
         * Properties of a ReboundDevice.
         * @deprecated Use ringside.v1.ReboundDevice.$Properties instead.
         */
        interface IReboundDevice extends ringside.v1.ReboundDevice.$Properties {
        }

        /** Represents a ReboundDevice. */
        class ReboundDevice {

            /**
             * Constructs a new ReboundDevice.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ReboundDevice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReboundDevice device. */
            device: string;

            /** ReboundDevice key. */
            key: string;

            /**
             * Encodes the specified ReboundDevice message. Does not implicitly {@link ringside.v1.ReboundDevice.verify|verify} messages.
             * @param message ReboundDevice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ReboundDevice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReboundDevice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ReboundDevice & ringside.v1.ReboundDevice.$Shape} ReboundDevice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ReboundDevice & ringside.v1.ReboundDevice.$Shape;
        }

        namespace ReboundDevice {

            /** Properties of a ReboundDevice. */
            interface $Properties {

                /** ReboundDevice device */
                device?: (string|null);

                /** ReboundDevice key */
                key?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReboundDevice. */
            type $Shape = ringside.v1.ReboundDevice.$Properties;
        }

        /**
         * Properties of a MinimumAgent.
         * @deprecated Use ringside.v1.MinimumAgent.$Properties instead.
         */
        interface IMinimumAgent extends ringside.v1.MinimumAgent.$Properties {
        }

        /** Represents a MinimumAgent. */
        class MinimumAgent {

            /**
             * Constructs a new MinimumAgent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.MinimumAgent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MinimumAgent tenant. */
            tenant: string;

            /** MinimumAgent version. */
            version: string;

            /**
             * Encodes the specified MinimumAgent message. Does not implicitly {@link ringside.v1.MinimumAgent.verify|verify} messages.
             * @param message MinimumAgent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.MinimumAgent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MinimumAgent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.MinimumAgent & ringside.v1.MinimumAgent.$Shape} MinimumAgent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.MinimumAgent & ringside.v1.MinimumAgent.$Shape;
        }

        namespace MinimumAgent {

            /** Properties of a MinimumAgent. */
            interface $Properties {

                /** MinimumAgent tenant */
                tenant?: (string|null);

                /** MinimumAgent version */
                version?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MinimumAgent. */
            type $Shape = ringside.v1.MinimumAgent.$Properties;
        }

        /**
         * Properties of a NodeEvent.
         * @deprecated Use ringside.v1.NodeEvent.$Properties instead.
         */
        interface INodeEvent extends ringside.v1.NodeEvent.$Properties {
        }

        /** Represents a NodeEvent. */
        class NodeEvent {

            /**
             * Constructs a new NodeEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeEvent sequence. */
            sequence: number;

            /** NodeEvent timeMs. */
            timeMs: number;

            /** NodeEvent deviceConnected. */
            deviceConnected?: (ringside.v1.DeviceConnected.$Properties|null);

            /** NodeEvent deviceDisconnected. */
            deviceDisconnected?: (ringside.v1.DeviceDisconnected.$Properties|null);

            /** NodeEvent deviceStatus. */
            deviceStatus?: (ringside.v1.DeviceStatus.$Properties|null);

            /** NodeEvent sessionStarted. */
            sessionStarted?: (ringside.v1.NodeSessionStarted.$Properties|null);

            /** NodeEvent sessionSuspended. */
            sessionSuspended?: (ringside.v1.NodeSessionSuspended.$Properties|null);

            /** NodeEvent sessionEnded. */
            sessionEnded?: (ringside.v1.NodeSessionEnded.$Properties|null);

            /** NodeEvent sessionRefused. */
            sessionRefused?: (ringside.v1.NodeSessionRefused.$Properties|null);

            /** NodeEvent commandDone. */
            commandDone?: (ringside.v1.NodeCommandDone.$Properties|null);

            /** NodeEvent recoveryDone. */
            recoveryDone?: (ringside.v1.RecoveryDone.$Properties|null);

            /** NodeEvent deviceOutdated. */
            deviceOutdated?: (ringside.v1.DeviceOutdated.$Properties|null);

            /** NodeEvent deviceDoubled. */
            deviceDoubled?: (ringside.v1.DeviceDoubled.$Properties|null);

            /** NodeEvent account. */
            account?: (ringside.v1.NodeAccountNews.$Properties|null);

            /** NodeEvent event. */
            event?: ("deviceConnected"|"deviceDisconnected"|"deviceStatus"|"sessionStarted"|"sessionSuspended"|"sessionEnded"|"sessionRefused"|"commandDone"|"recoveryDone"|"deviceOutdated"|"deviceDoubled"|"account");

            /**
             * Encodes the specified NodeEvent message. Does not implicitly {@link ringside.v1.NodeEvent.verify|verify} messages.
             * @param message NodeEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeEvent & ringside.v1.NodeEvent.$Shape} NodeEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeEvent & ringside.v1.NodeEvent.$Shape;
        }

        namespace NodeEvent {

            /** Properties of a NodeEvent. */
            interface $Properties {

                /** NodeEvent sequence */
                sequence?: (number|null);

                /** NodeEvent timeMs */
                timeMs?: (number|null);

                /** NodeEvent deviceConnected */
                deviceConnected?: (ringside.v1.DeviceConnected.$Properties|null);

                /** NodeEvent deviceDisconnected */
                deviceDisconnected?: (ringside.v1.DeviceDisconnected.$Properties|null);

                /** NodeEvent deviceStatus */
                deviceStatus?: (ringside.v1.DeviceStatus.$Properties|null);

                /** NodeEvent sessionStarted */
                sessionStarted?: (ringside.v1.NodeSessionStarted.$Properties|null);

                /** NodeEvent sessionSuspended */
                sessionSuspended?: (ringside.v1.NodeSessionSuspended.$Properties|null);

                /** NodeEvent sessionEnded */
                sessionEnded?: (ringside.v1.NodeSessionEnded.$Properties|null);

                /** NodeEvent sessionRefused */
                sessionRefused?: (ringside.v1.NodeSessionRefused.$Properties|null);

                /** NodeEvent commandDone */
                commandDone?: (ringside.v1.NodeCommandDone.$Properties|null);

                /** NodeEvent recoveryDone */
                recoveryDone?: (ringside.v1.RecoveryDone.$Properties|null);

                /** NodeEvent deviceOutdated */
                deviceOutdated?: (ringside.v1.DeviceOutdated.$Properties|null);

                /** NodeEvent deviceDoubled */
                deviceDoubled?: (ringside.v1.DeviceDoubled.$Properties|null);

                /** NodeEvent account */
                account?: (ringside.v1.NodeAccountNews.$Properties|null);

                /** NodeEvent event */
                event?: ("deviceConnected"|"deviceDisconnected"|"deviceStatus"|"sessionStarted"|"sessionSuspended"|"sessionEnded"|"sessionRefused"|"commandDone"|"recoveryDone"|"deviceOutdated"|"deviceDoubled"|"account");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a NodeEvent. */
            type $Shape = {
              sequence?: number|null;
              timeMs?: number|null;
              deviceConnected?: ringside.v1.DeviceConnected.$Shape|null;
              deviceDisconnected?: ringside.v1.DeviceDisconnected.$Shape|null;
              deviceStatus?: ringside.v1.DeviceStatus.$Shape|null;
              sessionStarted?: ringside.v1.NodeSessionStarted.$Shape|null;
              sessionSuspended?: ringside.v1.NodeSessionSuspended.$Shape|null;
              sessionEnded?: ringside.v1.NodeSessionEnded.$Shape|null;
              sessionRefused?: ringside.v1.NodeSessionRefused.$Shape|null;
              commandDone?: ringside.v1.NodeCommandDone.$Shape|null;
              recoveryDone?: ringside.v1.RecoveryDone.$Shape|null;
              deviceOutdated?: ringside.v1.DeviceOutdated.$Shape|null;
              deviceDoubled?: ringside.v1.DeviceDoubled.$Shape|null;
              account?: ringside.v1.NodeAccountNews.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ event?: undefined; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "deviceConnected"; deviceConnected: ringside.v1.DeviceConnected.$Shape; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "deviceDisconnected"; deviceConnected?: null; deviceDisconnected: ringside.v1.DeviceDisconnected.$Shape; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "deviceStatus"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus: ringside.v1.DeviceStatus.$Shape; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "sessionStarted"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted: ringside.v1.NodeSessionStarted.$Shape; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "sessionSuspended"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended: ringside.v1.NodeSessionSuspended.$Shape; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "sessionEnded"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded: ringside.v1.NodeSessionEnded.$Shape; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "sessionRefused"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused: ringside.v1.NodeSessionRefused.$Shape; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "commandDone"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone: ringside.v1.NodeCommandDone.$Shape; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "recoveryDone"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone: ringside.v1.RecoveryDone.$Shape; deviceOutdated?: null; deviceDoubled?: null; account?: null }|{ event?: "deviceOutdated"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated: ringside.v1.DeviceOutdated.$Shape; deviceDoubled?: null; account?: null }|{ event?: "deviceDoubled"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled: ringside.v1.DeviceDoubled.$Shape; account?: null }|{ event?: "account"; deviceConnected?: null; deviceDisconnected?: null; deviceStatus?: null; sessionStarted?: null; sessionSuspended?: null; sessionEnded?: null; sessionRefused?: null; commandDone?: null; recoveryDone?: null; deviceOutdated?: null; deviceDoubled?: null; account: ringside.v1.NodeAccountNews.$Shape })
            );
        }

        /**
         * Properties of a DeviceConnected.
         * @deprecated Use ringside.v1.DeviceConnected.$Properties instead.
         */
        interface IDeviceConnected extends ringside.v1.DeviceConnected.$Properties {
        }

        /** Represents a DeviceConnected. */
        class DeviceConnected {

            /**
             * Constructs a new DeviceConnected.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.DeviceConnected.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceConnected device. */
            device: string;

            /** DeviceConnected capabilities. */
            capabilities?: (ringside.v1.AgentCapabilities.$Properties|null);

            /**
             * Encodes the specified DeviceConnected message. Does not implicitly {@link ringside.v1.DeviceConnected.verify|verify} messages.
             * @param message DeviceConnected message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.DeviceConnected.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeviceConnected message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.DeviceConnected & ringside.v1.DeviceConnected.$Shape} DeviceConnected
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.DeviceConnected & ringside.v1.DeviceConnected.$Shape;
        }

        namespace DeviceConnected {

            /** Properties of a DeviceConnected. */
            interface $Properties {

                /** DeviceConnected device */
                device?: (string|null);

                /** DeviceConnected capabilities */
                capabilities?: (ringside.v1.AgentCapabilities.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceConnected. */
            type $Shape = ringside.v1.DeviceConnected.$Properties;
        }

        /**
         * Properties of a DeviceDisconnected.
         * @deprecated Use ringside.v1.DeviceDisconnected.$Properties instead.
         */
        interface IDeviceDisconnected extends ringside.v1.DeviceDisconnected.$Properties {
        }

        /** Represents a DeviceDisconnected. */
        class DeviceDisconnected {

            /**
             * Constructs a new DeviceDisconnected.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.DeviceDisconnected.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceDisconnected device. */
            device: string;

            /**
             * Encodes the specified DeviceDisconnected message. Does not implicitly {@link ringside.v1.DeviceDisconnected.verify|verify} messages.
             * @param message DeviceDisconnected message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.DeviceDisconnected.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeviceDisconnected message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.DeviceDisconnected & ringside.v1.DeviceDisconnected.$Shape} DeviceDisconnected
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.DeviceDisconnected & ringside.v1.DeviceDisconnected.$Shape;
        }

        namespace DeviceDisconnected {

            /** Properties of a DeviceDisconnected. */
            interface $Properties {

                /** DeviceDisconnected device */
                device?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceDisconnected. */
            type $Shape = ringside.v1.DeviceDisconnected.$Properties;
        }

        /**
         * Properties of a DeviceOutdated.
         * @deprecated Use ringside.v1.DeviceOutdated.$Properties instead.
         */
        interface IDeviceOutdated extends ringside.v1.DeviceOutdated.$Properties {
        }

        /** Represents a DeviceOutdated. */
        class DeviceOutdated {

            /**
             * Constructs a new DeviceOutdated.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.DeviceOutdated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceOutdated device. */
            device: string;

            /** DeviceOutdated agentVersion. */
            agentVersion: string;

            /**
             * Encodes the specified DeviceOutdated message. Does not implicitly {@link ringside.v1.DeviceOutdated.verify|verify} messages.
             * @param message DeviceOutdated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.DeviceOutdated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeviceOutdated message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.DeviceOutdated & ringside.v1.DeviceOutdated.$Shape} DeviceOutdated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.DeviceOutdated & ringside.v1.DeviceOutdated.$Shape;
        }

        namespace DeviceOutdated {

            /** Properties of a DeviceOutdated. */
            interface $Properties {

                /** DeviceOutdated device */
                device?: (string|null);

                /** DeviceOutdated agentVersion */
                agentVersion?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceOutdated. */
            type $Shape = ringside.v1.DeviceOutdated.$Properties;
        }

        /**
         * Properties of a DeviceDoubled.
         * @deprecated Use ringside.v1.DeviceDoubled.$Properties instead.
         */
        interface IDeviceDoubled extends ringside.v1.DeviceDoubled.$Properties {
        }

        /** Represents a DeviceDoubled. */
        class DeviceDoubled {

            /**
             * Constructs a new DeviceDoubled.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.DeviceDoubled.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceDoubled device. */
            device: string;

            /**
             * Encodes the specified DeviceDoubled message. Does not implicitly {@link ringside.v1.DeviceDoubled.verify|verify} messages.
             * @param message DeviceDoubled message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.DeviceDoubled.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeviceDoubled message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.DeviceDoubled & ringside.v1.DeviceDoubled.$Shape} DeviceDoubled
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.DeviceDoubled & ringside.v1.DeviceDoubled.$Shape;
        }

        namespace DeviceDoubled {

            /** Properties of a DeviceDoubled. */
            interface $Properties {

                /** DeviceDoubled device */
                device?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceDoubled. */
            type $Shape = ringside.v1.DeviceDoubled.$Properties;
        }

        /**
         * Properties of a DeviceStatus.
         * @deprecated Use ringside.v1.DeviceStatus.$Properties instead.
         */
        interface IDeviceStatus extends ringside.v1.DeviceStatus.$Properties {
        }

        /** Represents a DeviceStatus. */
        class DeviceStatus {

            /**
             * Constructs a new DeviceStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.DeviceStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeviceStatus device. */
            device: string;

            /** DeviceStatus room. */
            room?: (ringside.v1.RoomStatus.$Properties|null);

            /** DeviceStatus layout. */
            layout?: (ringside.v1.DisplayLayout.$Properties|null);

            /**
             * Encodes the specified DeviceStatus message. Does not implicitly {@link ringside.v1.DeviceStatus.verify|verify} messages.
             * @param message DeviceStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.DeviceStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeviceStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.DeviceStatus & ringside.v1.DeviceStatus.$Shape} DeviceStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.DeviceStatus & ringside.v1.DeviceStatus.$Shape;
        }

        namespace DeviceStatus {

            /** Properties of a DeviceStatus. */
            interface $Properties {

                /** DeviceStatus device */
                device?: (string|null);

                /** DeviceStatus room */
                room?: (ringside.v1.RoomStatus.$Properties|null);

                /** DeviceStatus layout */
                layout?: (ringside.v1.DisplayLayout.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeviceStatus. */
            type $Shape = ringside.v1.DeviceStatus.$Properties;
        }

        /**
         * Properties of a NodeSessionStarted.
         * @deprecated Use ringside.v1.NodeSessionStarted.$Properties instead.
         */
        interface INodeSessionStarted extends ringside.v1.NodeSessionStarted.$Properties {
        }

        /** Represents a NodeSessionStarted. */
        class NodeSessionStarted {

            /**
             * Constructs a new NodeSessionStarted.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeSessionStarted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeSessionStarted session. */
            session: string;

            /** NodeSessionStarted resumed. */
            resumed: boolean;

            /**
             * Encodes the specified NodeSessionStarted message. Does not implicitly {@link ringside.v1.NodeSessionStarted.verify|verify} messages.
             * @param message NodeSessionStarted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeSessionStarted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeSessionStarted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeSessionStarted & ringside.v1.NodeSessionStarted.$Shape} NodeSessionStarted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeSessionStarted & ringside.v1.NodeSessionStarted.$Shape;
        }

        namespace NodeSessionStarted {

            /** Properties of a NodeSessionStarted. */
            interface $Properties {

                /** NodeSessionStarted session */
                session?: (string|null);

                /** NodeSessionStarted resumed */
                resumed?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeSessionStarted. */
            type $Shape = ringside.v1.NodeSessionStarted.$Properties;
        }

        /**
         * Properties of a NodeSessionSuspended.
         * @deprecated Use ringside.v1.NodeSessionSuspended.$Properties instead.
         */
        interface INodeSessionSuspended extends ringside.v1.NodeSessionSuspended.$Properties {
        }

        /** Represents a NodeSessionSuspended. */
        class NodeSessionSuspended {

            /**
             * Constructs a new NodeSessionSuspended.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeSessionSuspended.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeSessionSuspended session. */
            session: string;

            /** NodeSessionSuspended resumeWithinMs. */
            resumeWithinMs: number;

            /**
             * Encodes the specified NodeSessionSuspended message. Does not implicitly {@link ringside.v1.NodeSessionSuspended.verify|verify} messages.
             * @param message NodeSessionSuspended message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeSessionSuspended.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeSessionSuspended message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeSessionSuspended & ringside.v1.NodeSessionSuspended.$Shape} NodeSessionSuspended
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeSessionSuspended & ringside.v1.NodeSessionSuspended.$Shape;
        }

        namespace NodeSessionSuspended {

            /** Properties of a NodeSessionSuspended. */
            interface $Properties {

                /** NodeSessionSuspended session */
                session?: (string|null);

                /** NodeSessionSuspended resumeWithinMs */
                resumeWithinMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeSessionSuspended. */
            type $Shape = ringside.v1.NodeSessionSuspended.$Properties;
        }

        /**
         * Properties of a NodeSessionEnded.
         * @deprecated Use ringside.v1.NodeSessionEnded.$Properties instead.
         */
        interface INodeSessionEnded extends ringside.v1.NodeSessionEnded.$Properties {
        }

        /** Represents a NodeSessionEnded. */
        class NodeSessionEnded {

            /**
             * Constructs a new NodeSessionEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeSessionEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeSessionEnded session. */
            session: string;

            /** NodeSessionEnded reason. */
            reason: ringside.v1.EndReason;

            /** NodeSessionEnded ringLoss. */
            ringLoss?: (ringside.v1.RingLoss.$Properties|null);

            /**
             * Encodes the specified NodeSessionEnded message. Does not implicitly {@link ringside.v1.NodeSessionEnded.verify|verify} messages.
             * @param message NodeSessionEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeSessionEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeSessionEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeSessionEnded & ringside.v1.NodeSessionEnded.$Shape} NodeSessionEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeSessionEnded & ringside.v1.NodeSessionEnded.$Shape;
        }

        namespace NodeSessionEnded {

            /** Properties of a NodeSessionEnded. */
            interface $Properties {

                /** NodeSessionEnded session */
                session?: (string|null);

                /** NodeSessionEnded reason */
                reason?: (ringside.v1.EndReason|null);

                /** NodeSessionEnded ringLoss */
                ringLoss?: (ringside.v1.RingLoss.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeSessionEnded. */
            type $Shape = ringside.v1.NodeSessionEnded.$Properties;
        }

        /**
         * Properties of a NodeSessionRefused.
         * @deprecated Use ringside.v1.NodeSessionRefused.$Properties instead.
         */
        interface INodeSessionRefused extends ringside.v1.NodeSessionRefused.$Properties {
        }

        /** Represents a NodeSessionRefused. */
        class NodeSessionRefused {

            /**
             * Constructs a new NodeSessionRefused.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeSessionRefused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeSessionRefused session. */
            session: string;

            /** NodeSessionRefused reason. */
            reason: ringside.v1.RefusalReason;

            /**
             * Encodes the specified NodeSessionRefused message. Does not implicitly {@link ringside.v1.NodeSessionRefused.verify|verify} messages.
             * @param message NodeSessionRefused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeSessionRefused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeSessionRefused message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeSessionRefused & ringside.v1.NodeSessionRefused.$Shape} NodeSessionRefused
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeSessionRefused & ringside.v1.NodeSessionRefused.$Shape;
        }

        namespace NodeSessionRefused {

            /** Properties of a NodeSessionRefused. */
            interface $Properties {

                /** NodeSessionRefused session */
                session?: (string|null);

                /** NodeSessionRefused reason */
                reason?: (ringside.v1.RefusalReason|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeSessionRefused. */
            type $Shape = ringside.v1.NodeSessionRefused.$Properties;
        }

        /**
         * Properties of a NodeCommandDone.
         * @deprecated Use ringside.v1.NodeCommandDone.$Properties instead.
         */
        interface INodeCommandDone extends ringside.v1.NodeCommandDone.$Properties {
        }

        /** Represents a NodeCommandDone. */
        class NodeCommandDone {

            /**
             * Constructs a new NodeCommandDone.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeCommandDone.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeCommandDone session. */
            session: string;

            /** NodeCommandDone command. */
            command: ringside.v1.CommandKind;

            /** NodeCommandDone refusal. */
            refusal: ringside.v1.CommandRefusal;

            /**
             * Encodes the specified NodeCommandDone message. Does not implicitly {@link ringside.v1.NodeCommandDone.verify|verify} messages.
             * @param message NodeCommandDone message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeCommandDone.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeCommandDone message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeCommandDone & ringside.v1.NodeCommandDone.$Shape} NodeCommandDone
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeCommandDone & ringside.v1.NodeCommandDone.$Shape;
        }

        namespace NodeCommandDone {

            /** Properties of a NodeCommandDone. */
            interface $Properties {

                /** NodeCommandDone session */
                session?: (string|null);

                /** NodeCommandDone command */
                command?: (ringside.v1.CommandKind|null);

                /** NodeCommandDone refusal */
                refusal?: (ringside.v1.CommandRefusal|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeCommandDone. */
            type $Shape = ringside.v1.NodeCommandDone.$Properties;
        }

        /**
         * Properties of a RecoveryDone.
         * @deprecated Use ringside.v1.RecoveryDone.$Properties instead.
         */
        interface IRecoveryDone extends ringside.v1.RecoveryDone.$Properties {
        }

        /** Represents a RecoveryDone. */
        class RecoveryDone {

            /**
             * Constructs a new RecoveryDone.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RecoveryDone.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RecoveryDone device. */
            device: string;

            /** RecoveryDone id. */
            id: string;

            /** RecoveryDone refusal. */
            refusal: ringside.v1.CommandRefusal;

            /**
             * Encodes the specified RecoveryDone message. Does not implicitly {@link ringside.v1.RecoveryDone.verify|verify} messages.
             * @param message RecoveryDone message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RecoveryDone.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RecoveryDone message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RecoveryDone & ringside.v1.RecoveryDone.$Shape} RecoveryDone
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RecoveryDone & ringside.v1.RecoveryDone.$Shape;
        }

        namespace RecoveryDone {

            /** Properties of a RecoveryDone. */
            interface $Properties {

                /** RecoveryDone device */
                device?: (string|null);

                /** RecoveryDone id */
                id?: (string|null);

                /** RecoveryDone refusal */
                refusal?: (ringside.v1.CommandRefusal|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RecoveryDone. */
            type $Shape = ringside.v1.RecoveryDone.$Properties;
        }

        /**
         * Properties of a NodeAccountNews.
         * @deprecated Use ringside.v1.NodeAccountNews.$Properties instead.
         */
        interface INodeAccountNews extends ringside.v1.NodeAccountNews.$Properties {
        }

        /** Represents a NodeAccountNews. */
        class NodeAccountNews {

            /**
             * Constructs a new NodeAccountNews.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeAccountNews.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeAccountNews device. */
            device: string;

            /** NodeAccountNews news. */
            news?: (ringside.v1.AgentAccountNews.$Properties|null);

            /**
             * Encodes the specified NodeAccountNews message. Does not implicitly {@link ringside.v1.NodeAccountNews.verify|verify} messages.
             * @param message NodeAccountNews message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeAccountNews.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeAccountNews message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeAccountNews & ringside.v1.NodeAccountNews.$Shape} NodeAccountNews
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeAccountNews & ringside.v1.NodeAccountNews.$Shape;
        }

        namespace NodeAccountNews {

            /** Properties of a NodeAccountNews. */
            interface $Properties {

                /** NodeAccountNews device */
                device?: (string|null);

                /** NodeAccountNews news */
                news?: (ringside.v1.AgentAccountNews.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeAccountNews. */
            type $Shape = ringside.v1.NodeAccountNews.$Properties;
        }

        /**
         * Properties of an EventAck.
         * @deprecated Use ringside.v1.EventAck.$Properties instead.
         */
        interface IEventAck extends ringside.v1.EventAck.$Properties {
        }

        /** Represents an EventAck. */
        class EventAck {

            /**
             * Constructs a new EventAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.EventAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EventAck sequence. */
            sequence: number;

            /**
             * Encodes the specified EventAck message. Does not implicitly {@link ringside.v1.EventAck.verify|verify} messages.
             * @param message EventAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.EventAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EventAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.EventAck & ringside.v1.EventAck.$Shape} EventAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.EventAck & ringside.v1.EventAck.$Shape;
        }

        namespace EventAck {

            /** Properties of an EventAck. */
            interface $Properties {

                /** EventAck sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EventAck. */
            type $Shape = ringside.v1.EventAck.$Properties;
        }

        /**
         * Properties of a ServicesCommand.
         * @deprecated Use ringside.v1.ServicesCommand.$Properties instead.
         */
        interface IServicesCommand extends ringside.v1.ServicesCommand.$Properties {
        }

        /** Represents a ServicesCommand. */
        class ServicesCommand {

            /**
             * Constructs a new ServicesCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ServicesCommand.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServicesCommand sequence. */
            sequence: number;

            /** ServicesCommand endSession. */
            endSession?: (ringside.v1.EndSessionCommand.$Properties|null);

            /** ServicesCommand withdrawDevice. */
            withdrawDevice?: (ringside.v1.WithdrawDevice.$Properties|null);

            /** ServicesCommand restoreDevice. */
            restoreDevice?: (ringside.v1.RestoreDevice.$Properties|null);

            /** ServicesCommand recoverDevice. */
            recoverDevice?: (ringside.v1.RecoverDevice.$Properties|null);

            /** ServicesCommand rebindDevice. */
            rebindDevice?: (ringside.v1.ReboundDevice.$Properties|null);

            /** ServicesCommand minimumAgent. */
            minimumAgent?: (ringside.v1.MinimumAgent.$Properties|null);

            /** ServicesCommand command. */
            command?: ("endSession"|"withdrawDevice"|"restoreDevice"|"recoverDevice"|"rebindDevice"|"minimumAgent");

            /**
             * Encodes the specified ServicesCommand message. Does not implicitly {@link ringside.v1.ServicesCommand.verify|verify} messages.
             * @param message ServicesCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ServicesCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServicesCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ServicesCommand & ringside.v1.ServicesCommand.$Shape} ServicesCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ServicesCommand & ringside.v1.ServicesCommand.$Shape;
        }

        namespace ServicesCommand {

            /** Properties of a ServicesCommand. */
            interface $Properties {

                /** ServicesCommand sequence */
                sequence?: (number|null);

                /** ServicesCommand endSession */
                endSession?: (ringside.v1.EndSessionCommand.$Properties|null);

                /** ServicesCommand withdrawDevice */
                withdrawDevice?: (ringside.v1.WithdrawDevice.$Properties|null);

                /** ServicesCommand restoreDevice */
                restoreDevice?: (ringside.v1.RestoreDevice.$Properties|null);

                /** ServicesCommand recoverDevice */
                recoverDevice?: (ringside.v1.RecoverDevice.$Properties|null);

                /** ServicesCommand rebindDevice */
                rebindDevice?: (ringside.v1.ReboundDevice.$Properties|null);

                /** ServicesCommand minimumAgent */
                minimumAgent?: (ringside.v1.MinimumAgent.$Properties|null);

                /** ServicesCommand command */
                command?: ("endSession"|"withdrawDevice"|"restoreDevice"|"recoverDevice"|"rebindDevice"|"minimumAgent");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ServicesCommand. */
            type $Shape = {
              sequence?: number|null;
              endSession?: ringside.v1.EndSessionCommand.$Shape|null;
              withdrawDevice?: ringside.v1.WithdrawDevice.$Shape|null;
              restoreDevice?: ringside.v1.RestoreDevice.$Shape|null;
              recoverDevice?: ringside.v1.RecoverDevice.$Shape|null;
              rebindDevice?: ringside.v1.ReboundDevice.$Shape|null;
              minimumAgent?: ringside.v1.MinimumAgent.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ command?: undefined; endSession?: null; withdrawDevice?: null; restoreDevice?: null; recoverDevice?: null; rebindDevice?: null; minimumAgent?: null }|{ command?: "endSession"; endSession: ringside.v1.EndSessionCommand.$Shape; withdrawDevice?: null; restoreDevice?: null; recoverDevice?: null; rebindDevice?: null; minimumAgent?: null }|{ command?: "withdrawDevice"; endSession?: null; withdrawDevice: ringside.v1.WithdrawDevice.$Shape; restoreDevice?: null; recoverDevice?: null; rebindDevice?: null; minimumAgent?: null }|{ command?: "restoreDevice"; endSession?: null; withdrawDevice?: null; restoreDevice: ringside.v1.RestoreDevice.$Shape; recoverDevice?: null; rebindDevice?: null; minimumAgent?: null }|{ command?: "recoverDevice"; endSession?: null; withdrawDevice?: null; restoreDevice?: null; recoverDevice: ringside.v1.RecoverDevice.$Shape; rebindDevice?: null; minimumAgent?: null }|{ command?: "rebindDevice"; endSession?: null; withdrawDevice?: null; restoreDevice?: null; recoverDevice?: null; rebindDevice: ringside.v1.ReboundDevice.$Shape; minimumAgent?: null }|{ command?: "minimumAgent"; endSession?: null; withdrawDevice?: null; restoreDevice?: null; recoverDevice?: null; rebindDevice?: null; minimumAgent: ringside.v1.MinimumAgent.$Shape })
            );
        }

        /**
         * Properties of an EndSessionCommand.
         * @deprecated Use ringside.v1.EndSessionCommand.$Properties instead.
         */
        interface IEndSessionCommand extends ringside.v1.EndSessionCommand.$Properties {
        }

        /** Represents an EndSessionCommand. */
        class EndSessionCommand {

            /**
             * Constructs a new EndSessionCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.EndSessionCommand.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EndSessionCommand session. */
            session: string;

            /** EndSessionCommand reason. */
            reason: ringside.v1.EndReason;

            /**
             * Encodes the specified EndSessionCommand message. Does not implicitly {@link ringside.v1.EndSessionCommand.verify|verify} messages.
             * @param message EndSessionCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.EndSessionCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EndSessionCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.EndSessionCommand & ringside.v1.EndSessionCommand.$Shape} EndSessionCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.EndSessionCommand & ringside.v1.EndSessionCommand.$Shape;
        }

        namespace EndSessionCommand {

            /** Properties of an EndSessionCommand. */
            interface $Properties {

                /** EndSessionCommand session */
                session?: (string|null);

                /** EndSessionCommand reason */
                reason?: (ringside.v1.EndReason|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EndSessionCommand. */
            type $Shape = ringside.v1.EndSessionCommand.$Properties;
        }

        /**
         * Properties of a WithdrawDevice.
         * @deprecated Use ringside.v1.WithdrawDevice.$Properties instead.
         */
        interface IWithdrawDevice extends ringside.v1.WithdrawDevice.$Properties {
        }

        /** Represents a WithdrawDevice. */
        class WithdrawDevice {

            /**
             * Constructs a new WithdrawDevice.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.WithdrawDevice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WithdrawDevice device. */
            device: string;

            /**
             * Encodes the specified WithdrawDevice message. Does not implicitly {@link ringside.v1.WithdrawDevice.verify|verify} messages.
             * @param message WithdrawDevice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.WithdrawDevice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WithdrawDevice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.WithdrawDevice & ringside.v1.WithdrawDevice.$Shape} WithdrawDevice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.WithdrawDevice & ringside.v1.WithdrawDevice.$Shape;
        }

        namespace WithdrawDevice {

            /** Properties of a WithdrawDevice. */
            interface $Properties {

                /** WithdrawDevice device */
                device?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WithdrawDevice. */
            type $Shape = ringside.v1.WithdrawDevice.$Properties;
        }

        /**
         * Properties of a RestoreDevice.
         * @deprecated Use ringside.v1.RestoreDevice.$Properties instead.
         */
        interface IRestoreDevice extends ringside.v1.RestoreDevice.$Properties {
        }

        /** Represents a RestoreDevice. */
        class RestoreDevice {

            /**
             * Constructs a new RestoreDevice.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RestoreDevice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RestoreDevice device. */
            device: string;

            /**
             * Encodes the specified RestoreDevice message. Does not implicitly {@link ringside.v1.RestoreDevice.verify|verify} messages.
             * @param message RestoreDevice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RestoreDevice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RestoreDevice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RestoreDevice & ringside.v1.RestoreDevice.$Shape} RestoreDevice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RestoreDevice & ringside.v1.RestoreDevice.$Shape;
        }

        namespace RestoreDevice {

            /** Properties of a RestoreDevice. */
            interface $Properties {

                /** RestoreDevice device */
                device?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RestoreDevice. */
            type $Shape = ringside.v1.RestoreDevice.$Properties;
        }

        /**
         * Properties of a RecoverDevice.
         * @deprecated Use ringside.v1.RecoverDevice.$Properties instead.
         */
        interface IRecoverDevice extends ringside.v1.RecoverDevice.$Properties {
        }

        /** Represents a RecoverDevice. */
        class RecoverDevice {

            /**
             * Constructs a new RecoverDevice.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RecoverDevice.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RecoverDevice device. */
            device: string;

            /** RecoverDevice recovery. */
            recovery?: (ringside.v1.SignedStatement.$Properties|null);

            /**
             * Encodes the specified RecoverDevice message. Does not implicitly {@link ringside.v1.RecoverDevice.verify|verify} messages.
             * @param message RecoverDevice message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RecoverDevice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RecoverDevice message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RecoverDevice & ringside.v1.RecoverDevice.$Shape} RecoverDevice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RecoverDevice & ringside.v1.RecoverDevice.$Shape;
        }

        namespace RecoverDevice {

            /** Properties of a RecoverDevice. */
            interface $Properties {

                /** RecoverDevice device */
                device?: (string|null);

                /** RecoverDevice recovery */
                recovery?: (ringside.v1.SignedStatement.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RecoverDevice. */
            type $Shape = ringside.v1.RecoverDevice.$Properties;
        }

        /**
         * Properties of a ServicesAck.
         * @deprecated Use ringside.v1.ServicesAck.$Properties instead.
         */
        interface IServicesAck extends ringside.v1.ServicesAck.$Properties {
        }

        /** Represents a ServicesAck. */
        class ServicesAck {

            /**
             * Constructs a new ServicesAck.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ServicesAck.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServicesAck sequence. */
            sequence: number;

            /**
             * Encodes the specified ServicesAck message. Does not implicitly {@link ringside.v1.ServicesAck.verify|verify} messages.
             * @param message ServicesAck message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ServicesAck.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServicesAck message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ServicesAck & ringside.v1.ServicesAck.$Shape} ServicesAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ServicesAck & ringside.v1.ServicesAck.$Shape;
        }

        namespace ServicesAck {

            /** Properties of a ServicesAck. */
            interface $Properties {

                /** ServicesAck sequence */
                sequence?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ServicesAck. */
            type $Shape = ringside.v1.ServicesAck.$Properties;
        }

        /**
         * Properties of a NodeTimeRequest.
         * @deprecated Use ringside.v1.NodeTimeRequest.$Properties instead.
         */
        interface INodeTimeRequest extends ringside.v1.NodeTimeRequest.$Properties {
        }

        /** Represents a NodeTimeRequest. */
        class NodeTimeRequest {

            /**
             * Constructs a new NodeTimeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeTimeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeTimeRequest nonce. */
            nonce: Uint8Array;

            /**
             * Encodes the specified NodeTimeRequest message. Does not implicitly {@link ringside.v1.NodeTimeRequest.verify|verify} messages.
             * @param message NodeTimeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeTimeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeTimeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeTimeRequest & ringside.v1.NodeTimeRequest.$Shape} NodeTimeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeTimeRequest & ringside.v1.NodeTimeRequest.$Shape;
        }

        namespace NodeTimeRequest {

            /** Properties of a NodeTimeRequest. */
            interface $Properties {

                /** NodeTimeRequest nonce */
                nonce?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeTimeRequest. */
            type $Shape = ringside.v1.NodeTimeRequest.$Properties;
        }

        /**
         * Properties of a NodeTime.
         * @deprecated Use ringside.v1.NodeTime.$Properties instead.
         */
        interface INodeTime extends ringside.v1.NodeTime.$Properties {
        }

        /** Represents a NodeTime. */
        class NodeTime {

            /**
             * Constructs a new NodeTime.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.NodeTime.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeTime nonce. */
            nonce: Uint8Array;

            /** NodeTime statement. */
            statement?: (ringside.v1.SignedStatement.$Properties|null);

            /**
             * Encodes the specified NodeTime message. Does not implicitly {@link ringside.v1.NodeTime.verify|verify} messages.
             * @param message NodeTime message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.NodeTime.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeTime message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.NodeTime & ringside.v1.NodeTime.$Shape} NodeTime
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.NodeTime & ringside.v1.NodeTime.$Shape;
        }

        namespace NodeTime {

            /** Properties of a NodeTime. */
            interface $Properties {

                /** NodeTime nonce */
                nonce?: (Uint8Array|null);

                /** NodeTime statement */
                statement?: (ringside.v1.SignedStatement.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeTime. */
            type $Shape = ringside.v1.NodeTime.$Properties;
        }

        /**
         * Properties of a ViewerToRelay.
         * @deprecated Use ringside.v1.ViewerToRelay.$Properties instead.
         */
        interface IViewerToRelay extends ringside.v1.ViewerToRelay.$Properties {
        }

        /** Represents a ViewerToRelay. */
        class ViewerToRelay {

            /**
             * Constructs a new ViewerToRelay.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ViewerToRelay.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ViewerToRelay authenticate. */
            authenticate?: (ringside.v1.ViewerAuthenticate.$Properties|null);

            /** ViewerToRelay subscribe. */
            subscribe?: (ringside.v1.Subscribe.$Properties|null);

            /** ViewerToRelay painted. */
            painted?: (ringside.v1.Painted.$Properties|null);

            /** ViewerToRelay input. */
            input?: (ringside.v1.Input.$Properties|null);

            /** ViewerToRelay refresh. */
            refresh?: (ringside.v1.Refresh.$Properties|null);

            /** ViewerToRelay probe. */
            probe?: (ringside.v1.Probe.$Properties|null);

            /** ViewerToRelay control. */
            control?: (ringside.v1.ControlRequest.$Properties|null);

            /** ViewerToRelay end. */
            end?: (ringside.v1.EndSession.$Properties|null);

            /** ViewerToRelay command. */
            command?: (ringside.v1.Command.$Properties|null);

            /** ViewerToRelay message. */
            message?: ("authenticate"|"subscribe"|"painted"|"input"|"refresh"|"probe"|"control"|"end"|"command");

            /**
             * Encodes the specified ViewerToRelay message. Does not implicitly {@link ringside.v1.ViewerToRelay.verify|verify} messages.
             * @param message ViewerToRelay message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ViewerToRelay.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ViewerToRelay message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ViewerToRelay & ringside.v1.ViewerToRelay.$Shape} ViewerToRelay
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ViewerToRelay & ringside.v1.ViewerToRelay.$Shape;
        }

        namespace ViewerToRelay {

            /** Properties of a ViewerToRelay. */
            interface $Properties {

                /** ViewerToRelay authenticate */
                authenticate?: (ringside.v1.ViewerAuthenticate.$Properties|null);

                /** ViewerToRelay subscribe */
                subscribe?: (ringside.v1.Subscribe.$Properties|null);

                /** ViewerToRelay painted */
                painted?: (ringside.v1.Painted.$Properties|null);

                /** ViewerToRelay input */
                input?: (ringside.v1.Input.$Properties|null);

                /** ViewerToRelay refresh */
                refresh?: (ringside.v1.Refresh.$Properties|null);

                /** ViewerToRelay probe */
                probe?: (ringside.v1.Probe.$Properties|null);

                /** ViewerToRelay control */
                control?: (ringside.v1.ControlRequest.$Properties|null);

                /** ViewerToRelay end */
                end?: (ringside.v1.EndSession.$Properties|null);

                /** ViewerToRelay command */
                command?: (ringside.v1.Command.$Properties|null);

                /** ViewerToRelay message */
                message?: ("authenticate"|"subscribe"|"painted"|"input"|"refresh"|"probe"|"control"|"end"|"command");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ViewerToRelay. */
            type $Shape = {
              authenticate?: ringside.v1.ViewerAuthenticate.$Shape|null;
              subscribe?: ringside.v1.Subscribe.$Shape|null;
              painted?: ringside.v1.Painted.$Shape|null;
              input?: ringside.v1.Input.$Shape|null;
              refresh?: ringside.v1.Refresh.$Shape|null;
              probe?: ringside.v1.Probe.$Shape|null;
              control?: ringside.v1.ControlRequest.$Shape|null;
              end?: ringside.v1.EndSession.$Shape|null;
              command?: ringside.v1.Command.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; authenticate?: null; subscribe?: null; painted?: null; input?: null; refresh?: null; probe?: null; control?: null; end?: null; command?: null }|{ message?: "authenticate"; authenticate: ringside.v1.ViewerAuthenticate.$Shape; subscribe?: null; painted?: null; input?: null; refresh?: null; probe?: null; control?: null; end?: null; command?: null }|{ message?: "subscribe"; authenticate?: null; subscribe: ringside.v1.Subscribe.$Shape; painted?: null; input?: null; refresh?: null; probe?: null; control?: null; end?: null; command?: null }|{ message?: "painted"; authenticate?: null; subscribe?: null; painted: ringside.v1.Painted.$Shape; input?: null; refresh?: null; probe?: null; control?: null; end?: null; command?: null }|{ message?: "input"; authenticate?: null; subscribe?: null; painted?: null; input: ringside.v1.Input.$Shape; refresh?: null; probe?: null; control?: null; end?: null; command?: null }|{ message?: "refresh"; authenticate?: null; subscribe?: null; painted?: null; input?: null; refresh: ringside.v1.Refresh.$Shape; probe?: null; control?: null; end?: null; command?: null }|{ message?: "probe"; authenticate?: null; subscribe?: null; painted?: null; input?: null; refresh?: null; probe: ringside.v1.Probe.$Shape; control?: null; end?: null; command?: null }|{ message?: "control"; authenticate?: null; subscribe?: null; painted?: null; input?: null; refresh?: null; probe?: null; control: ringside.v1.ControlRequest.$Shape; end?: null; command?: null }|{ message?: "end"; authenticate?: null; subscribe?: null; painted?: null; input?: null; refresh?: null; probe?: null; control?: null; end: ringside.v1.EndSession.$Shape; command?: null }|{ message?: "command"; authenticate?: null; subscribe?: null; painted?: null; input?: null; refresh?: null; probe?: null; control?: null; end?: null; command: ringside.v1.Command.$Shape })
            );
        }

        /**
         * Properties of a RelayToViewer.
         * @deprecated Use ringside.v1.RelayToViewer.$Properties instead.
         */
        interface IRelayToViewer extends ringside.v1.RelayToViewer.$Properties {
        }

        /** Represents a RelayToViewer. */
        class RelayToViewer {

            /**
             * Constructs a new RelayToViewer.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RelayToViewer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RelayToViewer frame. */
            frame?: (ringside.v1.VideoFrame.$Properties|null);

            /** RelayToViewer challenge. */
            challenge?: (ringside.v1.Challenge.$Properties|null);

            /** RelayToViewer opened. */
            opened?: (ringside.v1.SessionOpened.$Properties|null);

            /** RelayToViewer refused. */
            refused?: (ringside.v1.Refused.$Properties|null);

            /** RelayToViewer layout. */
            layout?: (ringside.v1.DisplayLayout.$Properties|null);

            /** RelayToViewer room. */
            room?: (ringside.v1.RoomStatus.$Properties|null);

            /** RelayToViewer suspended. */
            suspended?: (ringside.v1.SessionSuspended.$Properties|null);

            /** RelayToViewer ended. */
            ended?: (ringside.v1.SessionEnded.$Properties|null);

            /** RelayToViewer probeReply. */
            probeReply?: (ringside.v1.ProbeReply.$Properties|null);

            /** RelayToViewer control. */
            control?: (ringside.v1.ControlState.$Properties|null);

            /** RelayToViewer company. */
            company?: (ringside.v1.Company.$Properties|null);

            /** RelayToViewer commandResult. */
            commandResult?: (ringside.v1.CommandResult.$Properties|null);

            /** RelayToViewer roomAsked. */
            roomAsked?: (ringside.v1.RoomAsked.$Properties|null);

            /** RelayToViewer message. */
            message?: ("frame"|"challenge"|"opened"|"refused"|"layout"|"room"|"suspended"|"ended"|"probeReply"|"control"|"company"|"commandResult"|"roomAsked");

            /**
             * Encodes the specified RelayToViewer message. Does not implicitly {@link ringside.v1.RelayToViewer.verify|verify} messages.
             * @param message RelayToViewer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RelayToViewer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RelayToViewer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RelayToViewer & ringside.v1.RelayToViewer.$Shape} RelayToViewer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RelayToViewer & ringside.v1.RelayToViewer.$Shape;
        }

        namespace RelayToViewer {

            /** Properties of a RelayToViewer. */
            interface $Properties {

                /** RelayToViewer frame */
                frame?: (ringside.v1.VideoFrame.$Properties|null);

                /** RelayToViewer challenge */
                challenge?: (ringside.v1.Challenge.$Properties|null);

                /** RelayToViewer opened */
                opened?: (ringside.v1.SessionOpened.$Properties|null);

                /** RelayToViewer refused */
                refused?: (ringside.v1.Refused.$Properties|null);

                /** RelayToViewer layout */
                layout?: (ringside.v1.DisplayLayout.$Properties|null);

                /** RelayToViewer room */
                room?: (ringside.v1.RoomStatus.$Properties|null);

                /** RelayToViewer suspended */
                suspended?: (ringside.v1.SessionSuspended.$Properties|null);

                /** RelayToViewer ended */
                ended?: (ringside.v1.SessionEnded.$Properties|null);

                /** RelayToViewer probeReply */
                probeReply?: (ringside.v1.ProbeReply.$Properties|null);

                /** RelayToViewer control */
                control?: (ringside.v1.ControlState.$Properties|null);

                /** RelayToViewer company */
                company?: (ringside.v1.Company.$Properties|null);

                /** RelayToViewer commandResult */
                commandResult?: (ringside.v1.CommandResult.$Properties|null);

                /** RelayToViewer roomAsked */
                roomAsked?: (ringside.v1.RoomAsked.$Properties|null);

                /** RelayToViewer message */
                message?: ("frame"|"challenge"|"opened"|"refused"|"layout"|"room"|"suspended"|"ended"|"probeReply"|"control"|"company"|"commandResult"|"roomAsked");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a RelayToViewer. */
            type $Shape = {
              frame?: ringside.v1.VideoFrame.$Shape|null;
              challenge?: ringside.v1.Challenge.$Shape|null;
              opened?: ringside.v1.SessionOpened.$Shape|null;
              refused?: ringside.v1.Refused.$Shape|null;
              layout?: ringside.v1.DisplayLayout.$Shape|null;
              room?: ringside.v1.RoomStatus.$Shape|null;
              suspended?: ringside.v1.SessionSuspended.$Shape|null;
              ended?: ringside.v1.SessionEnded.$Shape|null;
              probeReply?: ringside.v1.ProbeReply.$Shape|null;
              control?: ringside.v1.ControlState.$Shape|null;
              company?: ringside.v1.Company.$Shape|null;
              commandResult?: ringside.v1.CommandResult.$Shape|null;
              roomAsked?: ringside.v1.RoomAsked.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "frame"; frame: ringside.v1.VideoFrame.$Shape; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "challenge"; frame?: null; challenge: ringside.v1.Challenge.$Shape; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "opened"; frame?: null; challenge?: null; opened: ringside.v1.SessionOpened.$Shape; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "refused"; frame?: null; challenge?: null; opened?: null; refused: ringside.v1.Refused.$Shape; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "layout"; frame?: null; challenge?: null; opened?: null; refused?: null; layout: ringside.v1.DisplayLayout.$Shape; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "room"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room: ringside.v1.RoomStatus.$Shape; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "suspended"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended: ringside.v1.SessionSuspended.$Shape; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "ended"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended: ringside.v1.SessionEnded.$Shape; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "probeReply"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply: ringside.v1.ProbeReply.$Shape; control?: null; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "control"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control: ringside.v1.ControlState.$Shape; company?: null; commandResult?: null; roomAsked?: null }|{ message?: "company"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company: ringside.v1.Company.$Shape; commandResult?: null; roomAsked?: null }|{ message?: "commandResult"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult: ringside.v1.CommandResult.$Shape; roomAsked?: null }|{ message?: "roomAsked"; frame?: null; challenge?: null; opened?: null; refused?: null; layout?: null; room?: null; suspended?: null; ended?: null; probeReply?: null; control?: null; company?: null; commandResult?: null; roomAsked: ringside.v1.RoomAsked.$Shape })
            );
        }

        /**
         * Properties of an AgentToRelay.
         * @deprecated Use ringside.v1.AgentToRelay.$Properties instead.
         */
        interface IAgentToRelay extends ringside.v1.AgentToRelay.$Properties {
        }

        /** Represents an AgentToRelay. */
        class AgentToRelay {

            /**
             * Constructs a new AgentToRelay.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentToRelay.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentToRelay frame. */
            frame?: (ringside.v1.VideoFrame.$Properties|null);

            /** AgentToRelay authenticate. */
            authenticate?: (ringside.v1.AgentAuthenticate.$Properties|null);

            /** AgentToRelay layout. */
            layout?: (ringside.v1.DisplayLayout.$Properties|null);

            /** AgentToRelay room. */
            room?: (ringside.v1.RoomStatus.$Properties|null);

            /** AgentToRelay sessionOpened. */
            sessionOpened?: (ringside.v1.AgentSessionOpened.$Properties|null);

            /** AgentToRelay sessionRefused. */
            sessionRefused?: (ringside.v1.AgentSessionRefused.$Properties|null);

            /** AgentToRelay sessionEnded. */
            sessionEnded?: (ringside.v1.AgentSessionEnded.$Properties|null);

            /** AgentToRelay probeReply. */
            probeReply?: (ringside.v1.AgentProbeReply.$Properties|null);

            /** AgentToRelay timeRequest. */
            timeRequest?: (ringside.v1.TimeRequest.$Properties|null);

            /** AgentToRelay commandResult. */
            commandResult?: (ringside.v1.ViewerCommandResult.$Properties|null);

            /** AgentToRelay recoveryResult. */
            recoveryResult?: (ringside.v1.RecoveryResult.$Properties|null);

            /** AgentToRelay roomAsked. */
            roomAsked?: (ringside.v1.AgentRoomAsked.$Properties|null);

            /** AgentToRelay account. */
            account?: (ringside.v1.AgentAccountNews.$Properties|null);

            /** AgentToRelay message. */
            message?: ("frame"|"authenticate"|"layout"|"room"|"sessionOpened"|"sessionRefused"|"sessionEnded"|"probeReply"|"timeRequest"|"commandResult"|"recoveryResult"|"roomAsked"|"account");

            /**
             * Encodes the specified AgentToRelay message. Does not implicitly {@link ringside.v1.AgentToRelay.verify|verify} messages.
             * @param message AgentToRelay message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentToRelay.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentToRelay message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentToRelay & ringside.v1.AgentToRelay.$Shape} AgentToRelay
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentToRelay & ringside.v1.AgentToRelay.$Shape;
        }

        namespace AgentToRelay {

            /** Properties of an AgentToRelay. */
            interface $Properties {

                /** AgentToRelay frame */
                frame?: (ringside.v1.VideoFrame.$Properties|null);

                /** AgentToRelay authenticate */
                authenticate?: (ringside.v1.AgentAuthenticate.$Properties|null);

                /** AgentToRelay layout */
                layout?: (ringside.v1.DisplayLayout.$Properties|null);

                /** AgentToRelay room */
                room?: (ringside.v1.RoomStatus.$Properties|null);

                /** AgentToRelay sessionOpened */
                sessionOpened?: (ringside.v1.AgentSessionOpened.$Properties|null);

                /** AgentToRelay sessionRefused */
                sessionRefused?: (ringside.v1.AgentSessionRefused.$Properties|null);

                /** AgentToRelay sessionEnded */
                sessionEnded?: (ringside.v1.AgentSessionEnded.$Properties|null);

                /** AgentToRelay probeReply */
                probeReply?: (ringside.v1.AgentProbeReply.$Properties|null);

                /** AgentToRelay timeRequest */
                timeRequest?: (ringside.v1.TimeRequest.$Properties|null);

                /** AgentToRelay commandResult */
                commandResult?: (ringside.v1.ViewerCommandResult.$Properties|null);

                /** AgentToRelay recoveryResult */
                recoveryResult?: (ringside.v1.RecoveryResult.$Properties|null);

                /** AgentToRelay roomAsked */
                roomAsked?: (ringside.v1.AgentRoomAsked.$Properties|null);

                /** AgentToRelay account */
                account?: (ringside.v1.AgentAccountNews.$Properties|null);

                /** AgentToRelay message */
                message?: ("frame"|"authenticate"|"layout"|"room"|"sessionOpened"|"sessionRefused"|"sessionEnded"|"probeReply"|"timeRequest"|"commandResult"|"recoveryResult"|"roomAsked"|"account");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AgentToRelay. */
            type $Shape = {
              frame?: ringside.v1.VideoFrame.$Shape|null;
              authenticate?: ringside.v1.AgentAuthenticate.$Shape|null;
              layout?: ringside.v1.DisplayLayout.$Shape|null;
              room?: ringside.v1.RoomStatus.$Shape|null;
              sessionOpened?: ringside.v1.AgentSessionOpened.$Shape|null;
              sessionRefused?: ringside.v1.AgentSessionRefused.$Shape|null;
              sessionEnded?: ringside.v1.AgentSessionEnded.$Shape|null;
              probeReply?: ringside.v1.AgentProbeReply.$Shape|null;
              timeRequest?: ringside.v1.TimeRequest.$Shape|null;
              commandResult?: ringside.v1.ViewerCommandResult.$Shape|null;
              recoveryResult?: ringside.v1.RecoveryResult.$Shape|null;
              roomAsked?: ringside.v1.AgentRoomAsked.$Shape|null;
              account?: ringside.v1.AgentAccountNews.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "frame"; frame: ringside.v1.VideoFrame.$Shape; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "authenticate"; frame?: null; authenticate: ringside.v1.AgentAuthenticate.$Shape; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "layout"; frame?: null; authenticate?: null; layout: ringside.v1.DisplayLayout.$Shape; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "room"; frame?: null; authenticate?: null; layout?: null; room: ringside.v1.RoomStatus.$Shape; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "sessionOpened"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened: ringside.v1.AgentSessionOpened.$Shape; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "sessionRefused"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused: ringside.v1.AgentSessionRefused.$Shape; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "sessionEnded"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded: ringside.v1.AgentSessionEnded.$Shape; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "probeReply"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply: ringside.v1.AgentProbeReply.$Shape; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "timeRequest"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest: ringside.v1.TimeRequest.$Shape; commandResult?: null; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "commandResult"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult: ringside.v1.ViewerCommandResult.$Shape; recoveryResult?: null; roomAsked?: null; account?: null }|{ message?: "recoveryResult"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult: ringside.v1.RecoveryResult.$Shape; roomAsked?: null; account?: null }|{ message?: "roomAsked"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked: ringside.v1.AgentRoomAsked.$Shape; account?: null }|{ message?: "account"; frame?: null; authenticate?: null; layout?: null; room?: null; sessionOpened?: null; sessionRefused?: null; sessionEnded?: null; probeReply?: null; timeRequest?: null; commandResult?: null; recoveryResult?: null; roomAsked?: null; account: ringside.v1.AgentAccountNews.$Shape })
            );
        }

        /**
         * Properties of a RelayToAgent.
         * @deprecated Use ringside.v1.RelayToAgent.$Properties instead.
         */
        interface IRelayToAgent extends ringside.v1.RelayToAgent.$Properties {
        }

        /** Represents a RelayToAgent. */
        class RelayToAgent {

            /**
             * Constructs a new RelayToAgent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RelayToAgent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RelayToAgent input. */
            input?: (ringside.v1.ViewerInput.$Properties|null);

            /** RelayToAgent demand. */
            demand?: (ringside.v1.Demand.$Properties|null);

            /** RelayToAgent refresh. */
            refresh?: (ringside.v1.RefreshTiles.$Properties|null);

            /** RelayToAgent probe. */
            probe?: (ringside.v1.AgentProbe.$Properties|null);

            /** RelayToAgent challenge. */
            challenge?: (ringside.v1.Challenge.$Properties|null);

            /** RelayToAgent welcome. */
            welcome?: (ringside.v1.AgentWelcome.$Properties|null);

            /** RelayToAgent openSession. */
            openSession?: (ringside.v1.OpenSession.$Properties|null);

            /** RelayToAgent suspendSession. */
            suspendSession?: (ringside.v1.SuspendSession.$Properties|null);

            /** RelayToAgent closeSession. */
            closeSession?: (ringside.v1.CloseSession.$Properties|null);

            /** RelayToAgent heartbeat. */
            heartbeat?: (ringside.v1.SignedStatement.$Properties|null);

            /** RelayToAgent keySet. */
            keySet?: (ringside.v1.SignedStatement.$Properties|null);

            /** RelayToAgent time. */
            time?: (ringside.v1.SignedStatement.$Properties|null);

            /** RelayToAgent command. */
            command?: (ringside.v1.ViewerCommand.$Properties|null);

            /** RelayToAgent recovery. */
            recovery?: (ringside.v1.SignedStatement.$Properties|null);

            /** RelayToAgent message. */
            message?: ("input"|"demand"|"refresh"|"probe"|"challenge"|"welcome"|"openSession"|"suspendSession"|"closeSession"|"heartbeat"|"keySet"|"time"|"command"|"recovery");

            /**
             * Encodes the specified RelayToAgent message. Does not implicitly {@link ringside.v1.RelayToAgent.verify|verify} messages.
             * @param message RelayToAgent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RelayToAgent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RelayToAgent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RelayToAgent & ringside.v1.RelayToAgent.$Shape} RelayToAgent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RelayToAgent & ringside.v1.RelayToAgent.$Shape;
        }

        namespace RelayToAgent {

            /** Properties of a RelayToAgent. */
            interface $Properties {

                /** RelayToAgent input */
                input?: (ringside.v1.ViewerInput.$Properties|null);

                /** RelayToAgent demand */
                demand?: (ringside.v1.Demand.$Properties|null);

                /** RelayToAgent refresh */
                refresh?: (ringside.v1.RefreshTiles.$Properties|null);

                /** RelayToAgent probe */
                probe?: (ringside.v1.AgentProbe.$Properties|null);

                /** RelayToAgent challenge */
                challenge?: (ringside.v1.Challenge.$Properties|null);

                /** RelayToAgent welcome */
                welcome?: (ringside.v1.AgentWelcome.$Properties|null);

                /** RelayToAgent openSession */
                openSession?: (ringside.v1.OpenSession.$Properties|null);

                /** RelayToAgent suspendSession */
                suspendSession?: (ringside.v1.SuspendSession.$Properties|null);

                /** RelayToAgent closeSession */
                closeSession?: (ringside.v1.CloseSession.$Properties|null);

                /** RelayToAgent heartbeat */
                heartbeat?: (ringside.v1.SignedStatement.$Properties|null);

                /** RelayToAgent keySet */
                keySet?: (ringside.v1.SignedStatement.$Properties|null);

                /** RelayToAgent time */
                time?: (ringside.v1.SignedStatement.$Properties|null);

                /** RelayToAgent command */
                command?: (ringside.v1.ViewerCommand.$Properties|null);

                /** RelayToAgent recovery */
                recovery?: (ringside.v1.SignedStatement.$Properties|null);

                /** RelayToAgent message */
                message?: ("input"|"demand"|"refresh"|"probe"|"challenge"|"welcome"|"openSession"|"suspendSession"|"closeSession"|"heartbeat"|"keySet"|"time"|"command"|"recovery");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a RelayToAgent. */
            type $Shape = {
              input?: ringside.v1.ViewerInput.$Shape|null;
              demand?: ringside.v1.Demand.$Shape|null;
              refresh?: ringside.v1.RefreshTiles.$Shape|null;
              probe?: ringside.v1.AgentProbe.$Shape|null;
              challenge?: ringside.v1.Challenge.$Shape|null;
              welcome?: ringside.v1.AgentWelcome.$Shape|null;
              openSession?: ringside.v1.OpenSession.$Shape|null;
              suspendSession?: ringside.v1.SuspendSession.$Shape|null;
              closeSession?: ringside.v1.CloseSession.$Shape|null;
              heartbeat?: ringside.v1.SignedStatement.$Shape|null;
              keySet?: ringside.v1.SignedStatement.$Shape|null;
              time?: ringside.v1.SignedStatement.$Shape|null;
              command?: ringside.v1.ViewerCommand.$Shape|null;
              recovery?: ringside.v1.SignedStatement.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "input"; input: ringside.v1.ViewerInput.$Shape; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "demand"; input?: null; demand: ringside.v1.Demand.$Shape; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "refresh"; input?: null; demand?: null; refresh: ringside.v1.RefreshTiles.$Shape; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "probe"; input?: null; demand?: null; refresh?: null; probe: ringside.v1.AgentProbe.$Shape; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "challenge"; input?: null; demand?: null; refresh?: null; probe?: null; challenge: ringside.v1.Challenge.$Shape; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "welcome"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome: ringside.v1.AgentWelcome.$Shape; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "openSession"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession: ringside.v1.OpenSession.$Shape; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "suspendSession"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession: ringside.v1.SuspendSession.$Shape; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "closeSession"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession: ringside.v1.CloseSession.$Shape; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "heartbeat"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat: ringside.v1.SignedStatement.$Shape; keySet?: null; time?: null; command?: null; recovery?: null }|{ message?: "keySet"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet: ringside.v1.SignedStatement.$Shape; time?: null; command?: null; recovery?: null }|{ message?: "time"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time: ringside.v1.SignedStatement.$Shape; command?: null; recovery?: null }|{ message?: "command"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command: ringside.v1.ViewerCommand.$Shape; recovery?: null }|{ message?: "recovery"; input?: null; demand?: null; refresh?: null; probe?: null; challenge?: null; welcome?: null; openSession?: null; suspendSession?: null; closeSession?: null; heartbeat?: null; keySet?: null; time?: null; command?: null; recovery: ringside.v1.SignedStatement.$Shape })
            );
        }

        /**
         * Properties of a VideoFrame.
         * @deprecated Use ringside.v1.VideoFrame.$Properties instead.
         */
        interface IVideoFrame extends ringside.v1.VideoFrame.$Properties {
        }

        /** Represents a VideoFrame. */
        class VideoFrame {

            /**
             * Constructs a new VideoFrame.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.VideoFrame.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VideoFrame display. */
            display: number;

            /** VideoFrame epoch. */
            epoch: number;

            /** VideoFrame frame. */
            frame: number;

            /** VideoFrame kind. */
            kind: ringside.v1.FrameKind;

            /** VideoFrame tileX. */
            tileX: number;

            /** VideoFrame tileY. */
            tileY: number;

            /** VideoFrame tilesWide. */
            tilesWide: number;

            /** VideoFrame tilesHigh. */
            tilesHigh: number;

            /** VideoFrame chunk. */
            chunk: number;

            /** VideoFrame chunks. */
            chunks: number;

            /** VideoFrame update. */
            update: number;

            /** VideoFrame lastOfUpdate. */
            lastOfUpdate: boolean;

            /** VideoFrame base. */
            base: number;

            /** VideoFrame capturedUs. */
            capturedUs: number;

            /** VideoFrame encoding. */
            encoding: ringside.v1.FrameEncoding;

            /** VideoFrame payload. */
            payload: Uint8Array;

            /**
             * Encodes the specified VideoFrame message. Does not implicitly {@link ringside.v1.VideoFrame.verify|verify} messages.
             * @param message VideoFrame message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.VideoFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VideoFrame message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.VideoFrame & ringside.v1.VideoFrame.$Shape} VideoFrame
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.VideoFrame & ringside.v1.VideoFrame.$Shape;
        }

        namespace VideoFrame {

            /** Properties of a VideoFrame. */
            interface $Properties {

                /** VideoFrame display */
                display?: (number|null);

                /** VideoFrame epoch */
                epoch?: (number|null);

                /** VideoFrame frame */
                frame?: (number|null);

                /** VideoFrame kind */
                kind?: (ringside.v1.FrameKind|null);

                /** VideoFrame tileX */
                tileX?: (number|null);

                /** VideoFrame tileY */
                tileY?: (number|null);

                /** VideoFrame tilesWide */
                tilesWide?: (number|null);

                /** VideoFrame tilesHigh */
                tilesHigh?: (number|null);

                /** VideoFrame chunk */
                chunk?: (number|null);

                /** VideoFrame chunks */
                chunks?: (number|null);

                /** VideoFrame update */
                update?: (number|null);

                /** VideoFrame lastOfUpdate */
                lastOfUpdate?: (boolean|null);

                /** VideoFrame base */
                base?: (number|null);

                /** VideoFrame capturedUs */
                capturedUs?: (number|null);

                /** VideoFrame encoding */
                encoding?: (ringside.v1.FrameEncoding|null);

                /** VideoFrame payload */
                payload?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VideoFrame. */
            type $Shape = ringside.v1.VideoFrame.$Properties;
        }

        /** FrameKind enum. */
        enum FrameKind {

            /** FRAME_KIND_UNSPECIFIED value */
            FRAME_KIND_UNSPECIFIED = 0,

            /** FRAME_KIND_TILES value */
            FRAME_KIND_TILES = 1,

            /** FRAME_KIND_COPY value */
            FRAME_KIND_COPY = 2,

            /** FRAME_KIND_VIDEO_KEY value */
            FRAME_KIND_VIDEO_KEY = 3,

            /** FRAME_KIND_VIDEO_DELTA value */
            FRAME_KIND_VIDEO_DELTA = 4
        }

        /** FrameEncoding enum. */
        enum FrameEncoding {

            /** FRAME_ENCODING_UNSPECIFIED value */
            FRAME_ENCODING_UNSPECIFIED = 0,

            /** FRAME_ENCODING_PNG value */
            FRAME_ENCODING_PNG = 1,

            /** FRAME_ENCODING_WEBP value */
            FRAME_ENCODING_WEBP = 2,

            /** FRAME_ENCODING_JPEG value */
            FRAME_ENCODING_JPEG = 3,

            /** FRAME_ENCODING_SOLID value */
            FRAME_ENCODING_SOLID = 4,

            /** FRAME_ENCODING_COPY value */
            FRAME_ENCODING_COPY = 5,

            /** FRAME_ENCODING_H264 value */
            FRAME_ENCODING_H264 = 6
        }

        /**
         * Properties of a DisplayLayout.
         * @deprecated Use ringside.v1.DisplayLayout.$Properties instead.
         */
        interface IDisplayLayout extends ringside.v1.DisplayLayout.$Properties {
        }

        /** Represents a DisplayLayout. */
        class DisplayLayout {

            /**
             * Constructs a new DisplayLayout.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.DisplayLayout.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DisplayLayout epoch. */
            epoch: number;

            /** DisplayLayout displays. */
            displays: ringside.v1.Display.$Properties[];

            /**
             * Encodes the specified DisplayLayout message. Does not implicitly {@link ringside.v1.DisplayLayout.verify|verify} messages.
             * @param message DisplayLayout message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.DisplayLayout.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DisplayLayout message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.DisplayLayout & ringside.v1.DisplayLayout.$Shape} DisplayLayout
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.DisplayLayout & ringside.v1.DisplayLayout.$Shape;
        }

        namespace DisplayLayout {

            /** Properties of a DisplayLayout. */
            interface $Properties {

                /** DisplayLayout epoch */
                epoch?: (number|null);

                /** DisplayLayout displays */
                displays?: (ringside.v1.Display.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DisplayLayout. */
            type $Shape = ringside.v1.DisplayLayout.$Properties;
        }

        /**
         * Properties of a Display.
         * @deprecated Use ringside.v1.Display.$Properties instead.
         */
        interface IDisplay extends ringside.v1.Display.$Properties {
        }

        /** Represents a Display. */
        class Display {

            /**
             * Constructs a new Display.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Display.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Display display. */
            display: number;

            /** Display name. */
            name: string;

            /** Display width. */
            width: number;

            /** Display height. */
            height: number;

            /** Display asleep. */
            asleep: boolean;

            /**
             * Encodes the specified Display message. Does not implicitly {@link ringside.v1.Display.verify|verify} messages.
             * @param message Display message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Display.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Display message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Display & ringside.v1.Display.$Shape} Display
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Display & ringside.v1.Display.$Shape;
        }

        namespace Display {

            /** Properties of a Display. */
            interface $Properties {

                /** Display display */
                display?: (number|null);

                /** Display name */
                name?: (string|null);

                /** Display width */
                width?: (number|null);

                /** Display height */
                height?: (number|null);

                /** Display asleep */
                asleep?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Display. */
            type $Shape = ringside.v1.Display.$Properties;
        }

        /**
         * Properties of a Challenge.
         * @deprecated Use ringside.v1.Challenge.$Properties instead.
         */
        interface IChallenge extends ringside.v1.Challenge.$Properties {
        }

        /** Represents a Challenge. */
        class Challenge {

            /**
             * Constructs a new Challenge.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Challenge.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Challenge nonce. */
            nonce: Uint8Array;

            /** Challenge version. */
            version: number;

            /** Challenge oldestVersion. */
            oldestVersion: number;

            /** Challenge node. */
            node: string;

            /** Challenge instance. */
            instance: string;

            /**
             * Encodes the specified Challenge message. Does not implicitly {@link ringside.v1.Challenge.verify|verify} messages.
             * @param message Challenge message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Challenge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Challenge message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Challenge & ringside.v1.Challenge.$Shape} Challenge
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Challenge & ringside.v1.Challenge.$Shape;
        }

        namespace Challenge {

            /** Properties of a Challenge. */
            interface $Properties {

                /** Challenge nonce */
                nonce?: (Uint8Array|null);

                /** Challenge version */
                version?: (number|null);

                /** Challenge oldestVersion */
                oldestVersion?: (number|null);

                /** Challenge node */
                node?: (string|null);

                /** Challenge instance */
                instance?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Challenge. */
            type $Shape = ringside.v1.Challenge.$Properties;
        }

        /**
         * Properties of a ViewerAuthenticate.
         * @deprecated Use ringside.v1.ViewerAuthenticate.$Properties instead.
         */
        interface IViewerAuthenticate extends ringside.v1.ViewerAuthenticate.$Properties {
        }

        /** Represents a ViewerAuthenticate. */
        class ViewerAuthenticate {

            /**
             * Constructs a new ViewerAuthenticate.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ViewerAuthenticate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ViewerAuthenticate version. */
            version: number;

            /** ViewerAuthenticate ticket. */
            ticket: string;

            /** ViewerAuthenticate proof. */
            proof: Uint8Array;

            /**
             * Encodes the specified ViewerAuthenticate message. Does not implicitly {@link ringside.v1.ViewerAuthenticate.verify|verify} messages.
             * @param message ViewerAuthenticate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ViewerAuthenticate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ViewerAuthenticate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ViewerAuthenticate & ringside.v1.ViewerAuthenticate.$Shape} ViewerAuthenticate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ViewerAuthenticate & ringside.v1.ViewerAuthenticate.$Shape;
        }

        namespace ViewerAuthenticate {

            /** Properties of a ViewerAuthenticate. */
            interface $Properties {

                /** ViewerAuthenticate version */
                version?: (number|null);

                /** ViewerAuthenticate ticket */
                ticket?: (string|null);

                /** ViewerAuthenticate proof */
                proof?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ViewerAuthenticate. */
            type $Shape = ringside.v1.ViewerAuthenticate.$Properties;
        }

        /**
         * Properties of an AgentAuthenticate.
         * @deprecated Use ringside.v1.AgentAuthenticate.$Properties instead.
         */
        interface IAgentAuthenticate extends ringside.v1.AgentAuthenticate.$Properties {
        }

        /** Represents an AgentAuthenticate. */
        class AgentAuthenticate {

            /**
             * Constructs a new AgentAuthenticate.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentAuthenticate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentAuthenticate version. */
            version: number;

            /** AgentAuthenticate credential. */
            credential: string;

            /** AgentAuthenticate proof. */
            proof: Uint8Array;

            /** AgentAuthenticate capabilities. */
            capabilities?: (ringside.v1.AgentCapabilities.$Properties|null);

            /** AgentAuthenticate run. */
            run: string;

            /**
             * Encodes the specified AgentAuthenticate message. Does not implicitly {@link ringside.v1.AgentAuthenticate.verify|verify} messages.
             * @param message AgentAuthenticate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentAuthenticate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentAuthenticate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentAuthenticate & ringside.v1.AgentAuthenticate.$Shape} AgentAuthenticate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentAuthenticate & ringside.v1.AgentAuthenticate.$Shape;
        }

        namespace AgentAuthenticate {

            /** Properties of an AgentAuthenticate. */
            interface $Properties {

                /** AgentAuthenticate version */
                version?: (number|null);

                /** AgentAuthenticate credential */
                credential?: (string|null);

                /** AgentAuthenticate proof */
                proof?: (Uint8Array|null);

                /** AgentAuthenticate capabilities */
                capabilities?: (ringside.v1.AgentCapabilities.$Properties|null);

                /** AgentAuthenticate run */
                run?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentAuthenticate. */
            type $Shape = ringside.v1.AgentAuthenticate.$Properties;
        }

        /**
         * Properties of an AgentCapabilities.
         * @deprecated Use ringside.v1.AgentCapabilities.$Properties instead.
         */
        interface IAgentCapabilities extends ringside.v1.AgentCapabilities.$Properties {
        }

        /** Represents an AgentCapabilities. */
        class AgentCapabilities {

            /**
             * Constructs a new AgentCapabilities.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentCapabilities.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentCapabilities agentVersion. */
            agentVersion: string;

            /** AgentCapabilities platform. */
            platform: string;

            /** AgentCapabilities callStateSources. */
            callStateSources: string[];

            /** AgentCapabilities input. */
            input: boolean;

            /** AgentCapabilities encodings. */
            encodings: ringside.v1.FrameEncoding[];

            /** AgentCapabilities missing. */
            missing: string[];

            /** AgentCapabilities commands. */
            commands: ringside.v1.CommandOffer.$Properties[];

            /**
             * Encodes the specified AgentCapabilities message. Does not implicitly {@link ringside.v1.AgentCapabilities.verify|verify} messages.
             * @param message AgentCapabilities message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentCapabilities.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentCapabilities message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentCapabilities & ringside.v1.AgentCapabilities.$Shape} AgentCapabilities
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentCapabilities & ringside.v1.AgentCapabilities.$Shape;
        }

        namespace AgentCapabilities {

            /** Properties of an AgentCapabilities. */
            interface $Properties {

                /** AgentCapabilities agentVersion */
                agentVersion?: (string|null);

                /** AgentCapabilities platform */
                platform?: (string|null);

                /** AgentCapabilities callStateSources */
                callStateSources?: (string[]|null);

                /** AgentCapabilities input */
                input?: (boolean|null);

                /** AgentCapabilities encodings */
                encodings?: (ringside.v1.FrameEncoding[]|null);

                /** AgentCapabilities missing */
                missing?: (string[]|null);

                /** AgentCapabilities commands */
                commands?: (ringside.v1.CommandOffer.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentCapabilities. */
            type $Shape = ringside.v1.AgentCapabilities.$Properties;
        }

        /**
         * Properties of an AgentWelcome.
         * @deprecated Use ringside.v1.AgentWelcome.$Properties instead.
         */
        interface IAgentWelcome extends ringside.v1.AgentWelcome.$Properties {
        }

        /** Represents an AgentWelcome. */
        class AgentWelcome {

            /**
             * Constructs a new AgentWelcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentWelcome.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentWelcome device. */
            device: string;

            /** AgentWelcome node. */
            node: string;

            /** AgentWelcome instance. */
            instance: string;

            /** AgentWelcome keySet. */
            keySet?: (ringside.v1.SignedStatement.$Properties|null);

            /**
             * Encodes the specified AgentWelcome message. Does not implicitly {@link ringside.v1.AgentWelcome.verify|verify} messages.
             * @param message AgentWelcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentWelcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentWelcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentWelcome & ringside.v1.AgentWelcome.$Shape} AgentWelcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentWelcome & ringside.v1.AgentWelcome.$Shape;
        }

        namespace AgentWelcome {

            /** Properties of an AgentWelcome. */
            interface $Properties {

                /** AgentWelcome device */
                device?: (string|null);

                /** AgentWelcome node */
                node?: (string|null);

                /** AgentWelcome instance */
                instance?: (string|null);

                /** AgentWelcome keySet */
                keySet?: (ringside.v1.SignedStatement.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentWelcome. */
            type $Shape = ringside.v1.AgentWelcome.$Properties;
        }

        /** Permission enum. */
        enum Permission {

            /** PERMISSION_UNSPECIFIED value */
            PERMISSION_UNSPECIFIED = 0,

            /** PERMISSION_VIEW value */
            PERMISSION_VIEW = 1,

            /** PERMISSION_MODIFY value */
            PERMISSION_MODIFY = 2
        }

        /**
         * Properties of a SessionOpened.
         * @deprecated Use ringside.v1.SessionOpened.$Properties instead.
         */
        interface ISessionOpened extends ringside.v1.SessionOpened.$Properties {
        }

        /** Represents a SessionOpened. */
        class SessionOpened {

            /**
             * Constructs a new SessionOpened.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.SessionOpened.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionOpened session. */
            session: string;

            /** SessionOpened viewer. */
            viewer: number;

            /** SessionOpened permission. */
            permission: ringside.v1.Permission;

            /** SessionOpened layout. */
            layout?: (ringside.v1.DisplayLayout.$Properties|null);

            /** SessionOpened room. */
            room?: (ringside.v1.RoomStatus.$Properties|null);

            /** SessionOpened control. */
            control?: (ringside.v1.ControlState.$Properties|null);

            /** SessionOpened company. */
            company?: (ringside.v1.Company.$Properties|null);

            /** SessionOpened commands. */
            commands: ringside.v1.CommandOffer.$Properties[];

            /**
             * Encodes the specified SessionOpened message. Does not implicitly {@link ringside.v1.SessionOpened.verify|verify} messages.
             * @param message SessionOpened message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.SessionOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionOpened message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.SessionOpened & ringside.v1.SessionOpened.$Shape} SessionOpened
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.SessionOpened & ringside.v1.SessionOpened.$Shape;
        }

        namespace SessionOpened {

            /** Properties of a SessionOpened. */
            interface $Properties {

                /** SessionOpened session */
                session?: (string|null);

                /** SessionOpened viewer */
                viewer?: (number|null);

                /** SessionOpened permission */
                permission?: (ringside.v1.Permission|null);

                /** SessionOpened layout */
                layout?: (ringside.v1.DisplayLayout.$Properties|null);

                /** SessionOpened room */
                room?: (ringside.v1.RoomStatus.$Properties|null);

                /** SessionOpened control */
                control?: (ringside.v1.ControlState.$Properties|null);

                /** SessionOpened company */
                company?: (ringside.v1.Company.$Properties|null);

                /** SessionOpened commands */
                commands?: (ringside.v1.CommandOffer.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionOpened. */
            type $Shape = ringside.v1.SessionOpened.$Properties;
        }

        /**
         * Properties of a Refused.
         * @deprecated Use ringside.v1.Refused.$Properties instead.
         */
        interface IRefused extends ringside.v1.Refused.$Properties {
        }

        /** Represents a Refused. */
        class Refused {

            /**
             * Constructs a new Refused.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Refused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Refused reason. */
            reason: ringside.v1.RefusalReason;

            /**
             * Encodes the specified Refused message. Does not implicitly {@link ringside.v1.Refused.verify|verify} messages.
             * @param message Refused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Refused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Refused message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Refused & ringside.v1.Refused.$Shape} Refused
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Refused & ringside.v1.Refused.$Shape;
        }

        namespace Refused {

            /** Properties of a Refused. */
            interface $Properties {

                /** Refused reason */
                reason?: (ringside.v1.RefusalReason|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Refused. */
            type $Shape = ringside.v1.Refused.$Properties;
        }

        /** RefusalReason enum. */
        enum RefusalReason {

            /** REFUSAL_REASON_UNSPECIFIED value */
            REFUSAL_REASON_UNSPECIFIED = 0,

            /** REFUSAL_REASON_REFUSED value */
            REFUSAL_REASON_REFUSED = 1,

            /** REFUSAL_REASON_NOT_CONNECTED value */
            REFUSAL_REASON_NOT_CONNECTED = 2,

            /** REFUSAL_REASON_IN_CALL value */
            REFUSAL_REASON_IN_CALL = 3,

            /** REFUSAL_REASON_CALL_STATE_UNKNOWN value */
            REFUSAL_REASON_CALL_STATE_UNKNOWN = 4,

            /** REFUSAL_REASON_RING_UNAVAILABLE value */
            REFUSAL_REASON_RING_UNAVAILABLE = 5,

            /** REFUSAL_REASON_LEASE_STALE value */
            REFUSAL_REASON_LEASE_STALE = 6,

            /** REFUSAL_REASON_TOO_MANY_VIEWERS value */
            REFUSAL_REASON_TOO_MANY_VIEWERS = 7,

            /** REFUSAL_REASON_DRAINING value */
            REFUSAL_REASON_DRAINING = 8,

            /** REFUSAL_REASON_AGENT_REFUSED value */
            REFUSAL_REASON_AGENT_REFUSED = 9,

            /** REFUSAL_REASON_VERSION value */
            REFUSAL_REASON_VERSION = 10,

            /** REFUSAL_REASON_TIMEOUT value */
            REFUSAL_REASON_TIMEOUT = 11,

            /** REFUSAL_REASON_EJECTED value */
            REFUSAL_REASON_EJECTED = 12,

            /** REFUSAL_REASON_ROOM_DECLINED value */
            REFUSAL_REASON_ROOM_DECLINED = 13,

            /** REFUSAL_REASON_ROOM_SILENT value */
            REFUSAL_REASON_ROOM_SILENT = 14,

            /** REFUSAL_REASON_ROOM_NOT_ASKED value */
            REFUSAL_REASON_ROOM_NOT_ASKED = 15
        }

        /** RoomConsent enum. */
        enum RoomConsent {

            /** ROOM_CONSENT_UNSPECIFIED value */
            ROOM_CONSENT_UNSPECIFIED = 0,

            /** ROOM_CONSENT_NOTICE value */
            ROOM_CONSENT_NOTICE = 1,

            /** ROOM_CONSENT_PROMPT value */
            ROOM_CONSENT_PROMPT = 2
        }

        /**
         * Properties of a RoomAsked.
         * @deprecated Use ringside.v1.RoomAsked.$Properties instead.
         */
        interface IRoomAsked extends ringside.v1.RoomAsked.$Properties {
        }

        /** Represents a RoomAsked. */
        class RoomAsked {

            /**
             * Constructs a new RoomAsked.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RoomAsked.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RoomAsked consent. */
            consent: ringside.v1.RoomConsent;

            /** RoomAsked withinMs. */
            withinMs: number;

            /**
             * Encodes the specified RoomAsked message. Does not implicitly {@link ringside.v1.RoomAsked.verify|verify} messages.
             * @param message RoomAsked message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RoomAsked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RoomAsked message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RoomAsked & ringside.v1.RoomAsked.$Shape} RoomAsked
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RoomAsked & ringside.v1.RoomAsked.$Shape;
        }

        namespace RoomAsked {

            /** Properties of a RoomAsked. */
            interface $Properties {

                /** RoomAsked consent */
                consent?: (ringside.v1.RoomConsent|null);

                /** RoomAsked withinMs */
                withinMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RoomAsked. */
            type $Shape = ringside.v1.RoomAsked.$Properties;
        }

        /** EndReason enum. */
        enum EndReason {

            /** END_REASON_UNSPECIFIED value */
            END_REASON_UNSPECIFIED = 0,

            /** END_REASON_OPERATOR value */
            END_REASON_OPERATOR = 1,

            /** END_REASON_CALL_STARTED value */
            END_REASON_CALL_STARTED = 2,

            /** END_REASON_CALL_STATE_UNKNOWN value */
            END_REASON_CALL_STATE_UNKNOWN = 3,

            /** END_REASON_RING_LOST value */
            END_REASON_RING_LOST = 4,

            /** END_REASON_WITHDRAWN value */
            END_REASON_WITHDRAWN = 5,

            /** END_REASON_LEASE_LAPSED value */
            END_REASON_LEASE_LAPSED = 6,

            /** END_REASON_RESUME_EXPIRED value */
            END_REASON_RESUME_EXPIRED = 7,

            /** END_REASON_TIME_LIMIT value */
            END_REASON_TIME_LIMIT = 8,

            /** END_REASON_IDLE_LIMIT value */
            END_REASON_IDLE_LIMIT = 9,

            /** END_REASON_ADMINISTRATOR value */
            END_REASON_ADMINISTRATOR = 10,

            /** END_REASON_EJECTED value */
            END_REASON_EJECTED = 11,

            /** END_REASON_NEVER_STARTED value */
            END_REASON_NEVER_STARTED = 12,

            /** END_REASON_CAPTURE_FAILED value */
            END_REASON_CAPTURE_FAILED = 13,

            /** END_REASON_PROTOCOL_VIOLATION value */
            END_REASON_PROTOCOL_VIOLATION = 14,

            /** END_REASON_REFUSED value */
            END_REASON_REFUSED = 15,

            /** END_REASON_AGENT_STOPPED value */
            END_REASON_AGENT_STOPPED = 16
        }

        /**
         * Properties of a SessionSuspended.
         * @deprecated Use ringside.v1.SessionSuspended.$Properties instead.
         */
        interface ISessionSuspended extends ringside.v1.SessionSuspended.$Properties {
        }

        /** Represents a SessionSuspended. */
        class SessionSuspended {

            /**
             * Constructs a new SessionSuspended.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.SessionSuspended.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionSuspended resumeWithinMs. */
            resumeWithinMs: number;

            /**
             * Encodes the specified SessionSuspended message. Does not implicitly {@link ringside.v1.SessionSuspended.verify|verify} messages.
             * @param message SessionSuspended message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.SessionSuspended.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionSuspended message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.SessionSuspended & ringside.v1.SessionSuspended.$Shape} SessionSuspended
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.SessionSuspended & ringside.v1.SessionSuspended.$Shape;
        }

        namespace SessionSuspended {

            /** Properties of a SessionSuspended. */
            interface $Properties {

                /** SessionSuspended resumeWithinMs */
                resumeWithinMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionSuspended. */
            type $Shape = ringside.v1.SessionSuspended.$Properties;
        }

        /**
         * Properties of a SessionEnded.
         * @deprecated Use ringside.v1.SessionEnded.$Properties instead.
         */
        interface ISessionEnded extends ringside.v1.SessionEnded.$Properties {
        }

        /** Represents a SessionEnded. */
        class SessionEnded {

            /**
             * Constructs a new SessionEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.SessionEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SessionEnded reason. */
            reason: ringside.v1.EndReason;

            /**
             * Encodes the specified SessionEnded message. Does not implicitly {@link ringside.v1.SessionEnded.verify|verify} messages.
             * @param message SessionEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.SessionEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SessionEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.SessionEnded & ringside.v1.SessionEnded.$Shape} SessionEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.SessionEnded & ringside.v1.SessionEnded.$Shape;
        }

        namespace SessionEnded {

            /** Properties of a SessionEnded. */
            interface $Properties {

                /** SessionEnded reason */
                reason?: (ringside.v1.EndReason|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SessionEnded. */
            type $Shape = ringside.v1.SessionEnded.$Properties;
        }

        /**
         * Properties of a Subscribe.
         * @deprecated Use ringside.v1.Subscribe.$Properties instead.
         */
        interface ISubscribe extends ringside.v1.Subscribe.$Properties {
        }

        /** Represents a Subscribe. */
        class Subscribe {

            /**
             * Constructs a new Subscribe.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Subscribe.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Subscribe displays. */
            displays: number[];

            /** Subscribe focused. */
            focused: number;

            /** Subscribe all. */
            all: boolean;

            /** Subscribe streams. */
            streams: boolean;

            /**
             * Encodes the specified Subscribe message. Does not implicitly {@link ringside.v1.Subscribe.verify|verify} messages.
             * @param message Subscribe message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Subscribe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Subscribe message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Subscribe & ringside.v1.Subscribe.$Shape} Subscribe
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Subscribe & ringside.v1.Subscribe.$Shape;
        }

        namespace Subscribe {

            /** Properties of a Subscribe. */
            interface $Properties {

                /** Subscribe displays */
                displays?: (number[]|null);

                /** Subscribe focused */
                focused?: (number|null);

                /** Subscribe all */
                all?: (boolean|null);

                /** Subscribe streams */
                streams?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Subscribe. */
            type $Shape = ringside.v1.Subscribe.$Properties;
        }

        /**
         * Properties of a Painted.
         * @deprecated Use ringside.v1.Painted.$Properties instead.
         */
        interface IPainted extends ringside.v1.Painted.$Properties {
        }

        /** Represents a Painted. */
        class Painted {

            /**
             * Constructs a new Painted.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Painted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Painted display. */
            display: number;

            /** Painted epoch. */
            epoch: number;

            /** Painted frame. */
            frame: number;

            /**
             * Encodes the specified Painted message. Does not implicitly {@link ringside.v1.Painted.verify|verify} messages.
             * @param message Painted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Painted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Painted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Painted & ringside.v1.Painted.$Shape} Painted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Painted & ringside.v1.Painted.$Shape;
        }

        namespace Painted {

            /** Properties of a Painted. */
            interface $Properties {

                /** Painted display */
                display?: (number|null);

                /** Painted epoch */
                epoch?: (number|null);

                /** Painted frame */
                frame?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Painted. */
            type $Shape = ringside.v1.Painted.$Properties;
        }

        /**
         * Properties of a Refresh.
         * @deprecated Use ringside.v1.Refresh.$Properties instead.
         */
        interface IRefresh extends ringside.v1.Refresh.$Properties {
        }

        /** Represents a Refresh. */
        class Refresh {

            /**
             * Constructs a new Refresh.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Refresh.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Refresh display. */
            display: number;

            /**
             * Encodes the specified Refresh message. Does not implicitly {@link ringside.v1.Refresh.verify|verify} messages.
             * @param message Refresh message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Refresh.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Refresh message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Refresh & ringside.v1.Refresh.$Shape} Refresh
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Refresh & ringside.v1.Refresh.$Shape;
        }

        namespace Refresh {

            /** Properties of a Refresh. */
            interface $Properties {

                /** Refresh display */
                display?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Refresh. */
            type $Shape = ringside.v1.Refresh.$Properties;
        }

        /**
         * Properties of an EndSession.
         * @deprecated Use ringside.v1.EndSession.$Properties instead.
         */
        interface IEndSession extends ringside.v1.EndSession.$Properties {
        }

        /** Represents an EndSession. */
        class EndSession {

            /**
             * Constructs a new EndSession.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.EndSession.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified EndSession message. Does not implicitly {@link ringside.v1.EndSession.verify|verify} messages.
             * @param message EndSession message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.EndSession.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EndSession message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.EndSession & ringside.v1.EndSession.$Shape} EndSession
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.EndSession & ringside.v1.EndSession.$Shape;
        }

        namespace EndSession {

            /** Properties of an EndSession. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EndSession. */
            type $Shape = ringside.v1.EndSession.$Properties;
        }

        /**
         * Properties of a Probe.
         * @deprecated Use ringside.v1.Probe.$Properties instead.
         */
        interface IProbe extends ringside.v1.Probe.$Properties {
        }

        /** Represents a Probe. */
        class Probe {

            /**
             * Constructs a new Probe.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Probe.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Probe sentUs. */
            sentUs: number;

            /** Probe active. */
            active: boolean;

            /**
             * Encodes the specified Probe message. Does not implicitly {@link ringside.v1.Probe.verify|verify} messages.
             * @param message Probe message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Probe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Probe message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Probe & ringside.v1.Probe.$Shape} Probe
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Probe & ringside.v1.Probe.$Shape;
        }

        namespace Probe {

            /** Properties of a Probe. */
            interface $Properties {

                /** Probe sentUs */
                sentUs?: (number|null);

                /** Probe active */
                active?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Probe. */
            type $Shape = ringside.v1.Probe.$Properties;
        }

        /**
         * Properties of a ProbeReply.
         * @deprecated Use ringside.v1.ProbeReply.$Properties instead.
         */
        interface IProbeReply extends ringside.v1.ProbeReply.$Properties {
        }

        /** Represents a ProbeReply. */
        class ProbeReply {

            /**
             * Constructs a new ProbeReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ProbeReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProbeReply sentUs. */
            sentUs: number;

            /** ProbeReply agentUs. */
            agentUs: number;

            /**
             * Encodes the specified ProbeReply message. Does not implicitly {@link ringside.v1.ProbeReply.verify|verify} messages.
             * @param message ProbeReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ProbeReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProbeReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ProbeReply & ringside.v1.ProbeReply.$Shape} ProbeReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ProbeReply & ringside.v1.ProbeReply.$Shape;
        }

        namespace ProbeReply {

            /** Properties of a ProbeReply. */
            interface $Properties {

                /** ProbeReply sentUs */
                sentUs?: (number|null);

                /** ProbeReply agentUs */
                agentUs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProbeReply. */
            type $Shape = ringside.v1.ProbeReply.$Properties;
        }

        /** ControlAction enum. */
        enum ControlAction {

            /** CONTROL_ACTION_UNSPECIFIED value */
            CONTROL_ACTION_UNSPECIFIED = 0,

            /** CONTROL_ACTION_REQUEST value */
            CONTROL_ACTION_REQUEST = 1,

            /** CONTROL_ACTION_RELEASE value */
            CONTROL_ACTION_RELEASE = 2,

            /** CONTROL_ACTION_GRANT value */
            CONTROL_ACTION_GRANT = 3,

            /** CONTROL_ACTION_TAKE_BACK value */
            CONTROL_ACTION_TAKE_BACK = 4
        }

        /**
         * Properties of a ControlRequest.
         * @deprecated Use ringside.v1.ControlRequest.$Properties instead.
         */
        interface IControlRequest extends ringside.v1.ControlRequest.$Properties {
        }

        /** Represents a ControlRequest. */
        class ControlRequest {

            /**
             * Constructs a new ControlRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ControlRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControlRequest action. */
            action: ringside.v1.ControlAction;

            /** ControlRequest viewer. */
            viewer: number;

            /**
             * Encodes the specified ControlRequest message. Does not implicitly {@link ringside.v1.ControlRequest.verify|verify} messages.
             * @param message ControlRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ControlRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControlRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ControlRequest & ringside.v1.ControlRequest.$Shape} ControlRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ControlRequest & ringside.v1.ControlRequest.$Shape;
        }

        namespace ControlRequest {

            /** Properties of a ControlRequest. */
            interface $Properties {

                /** ControlRequest action */
                action?: (ringside.v1.ControlAction|null);

                /** ControlRequest viewer */
                viewer?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ControlRequest. */
            type $Shape = ringside.v1.ControlRequest.$Properties;
        }

        /**
         * Properties of a ControlState.
         * @deprecated Use ringside.v1.ControlState.$Properties instead.
         */
        interface IControlState extends ringside.v1.ControlState.$Properties {
        }

        /** Represents a ControlState. */
        class ControlState {

            /**
             * Constructs a new ControlState.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ControlState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControlState holder. */
            holder: number;

            /** ControlState requestedBy. */
            requestedBy: number[];

            /** ControlState lentBy. */
            lentBy: number;

            /**
             * Encodes the specified ControlState message. Does not implicitly {@link ringside.v1.ControlState.verify|verify} messages.
             * @param message ControlState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ControlState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControlState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ControlState & ringside.v1.ControlState.$Shape} ControlState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ControlState & ringside.v1.ControlState.$Shape;
        }

        namespace ControlState {

            /** Properties of a ControlState. */
            interface $Properties {

                /** ControlState holder */
                holder?: (number|null);

                /** ControlState requestedBy */
                requestedBy?: (number[]|null);

                /** ControlState lentBy */
                lentBy?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ControlState. */
            type $Shape = ringside.v1.ControlState.$Properties;
        }

        /**
         * Properties of a Company.
         * @deprecated Use ringside.v1.Company.$Properties instead.
         */
        interface ICompany extends ringside.v1.Company.$Properties {
        }

        /** Represents a Company. */
        class Company {

            /**
             * Constructs a new Company.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Company.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Company watchers. */
            watchers: ringside.v1.Watcher.$Properties[];

            /**
             * Encodes the specified Company message. Does not implicitly {@link ringside.v1.Company.verify|verify} messages.
             * @param message Company message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Company.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Company message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Company & ringside.v1.Company.$Shape} Company
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Company & ringside.v1.Company.$Shape;
        }

        namespace Company {

            /** Properties of a Company. */
            interface $Properties {

                /** Company watchers */
                watchers?: (ringside.v1.Watcher.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Company. */
            type $Shape = ringside.v1.Company.$Properties;
        }

        /**
         * Properties of a Watcher.
         * @deprecated Use ringside.v1.Watcher.$Properties instead.
         */
        interface IWatcher extends ringside.v1.Watcher.$Properties {
        }

        /** Represents a Watcher. */
        class Watcher {

            /**
             * Constructs a new Watcher.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Watcher.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Watcher viewer. */
            viewer: number;

            /** Watcher name. */
            name: string;

            /** Watcher permission. */
            permission: ringside.v1.Permission;

            /**
             * Encodes the specified Watcher message. Does not implicitly {@link ringside.v1.Watcher.verify|verify} messages.
             * @param message Watcher message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Watcher.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Watcher message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Watcher & ringside.v1.Watcher.$Shape} Watcher
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Watcher & ringside.v1.Watcher.$Shape;
        }

        namespace Watcher {

            /** Properties of a Watcher. */
            interface $Properties {

                /** Watcher viewer */
                viewer?: (number|null);

                /** Watcher name */
                name?: (string|null);

                /** Watcher permission */
                permission?: (ringside.v1.Permission|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Watcher. */
            type $Shape = ringside.v1.Watcher.$Properties;
        }

        /**
         * Properties of an Input.
         * @deprecated Use ringside.v1.Input.$Properties instead.
         */
        interface IInput extends ringside.v1.Input.$Properties {
        }

        /** Represents an Input. */
        class Input {

            /**
             * Constructs a new Input.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Input.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Input sequence. */
            sequence: number;

            /** Input key. */
            key?: (ringside.v1.KeyEvent.$Properties|null);

            /** Input pointer. */
            pointer?: (ringside.v1.PointerEvent.$Properties|null);

            /** Input wheel. */
            wheel?: (ringside.v1.WheelEvent.$Properties|null);

            /** Input text. */
            text?: (ringside.v1.TextEvent.$Properties|null);

            /** Input releaseAll. */
            releaseAll?: (ringside.v1.ReleaseAll.$Properties|null);

            /** Input event. */
            event?: ("key"|"pointer"|"wheel"|"text"|"releaseAll");

            /**
             * Encodes the specified Input message. Does not implicitly {@link ringside.v1.Input.verify|verify} messages.
             * @param message Input message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Input.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Input message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Input & ringside.v1.Input.$Shape} Input
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Input & ringside.v1.Input.$Shape;
        }

        namespace Input {

            /** Properties of an Input. */
            interface $Properties {

                /** Input sequence */
                sequence?: (number|null);

                /** Input key */
                key?: (ringside.v1.KeyEvent.$Properties|null);

                /** Input pointer */
                pointer?: (ringside.v1.PointerEvent.$Properties|null);

                /** Input wheel */
                wheel?: (ringside.v1.WheelEvent.$Properties|null);

                /** Input text */
                text?: (ringside.v1.TextEvent.$Properties|null);

                /** Input releaseAll */
                releaseAll?: (ringside.v1.ReleaseAll.$Properties|null);

                /** Input event */
                event?: ("key"|"pointer"|"wheel"|"text"|"releaseAll");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Input. */
            type $Shape = {
              sequence?: number|null;
              key?: ringside.v1.KeyEvent.$Shape|null;
              pointer?: ringside.v1.PointerEvent.$Shape|null;
              wheel?: ringside.v1.WheelEvent.$Shape|null;
              text?: ringside.v1.TextEvent.$Shape|null;
              releaseAll?: ringside.v1.ReleaseAll.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ event?: undefined; key?: null; pointer?: null; wheel?: null; text?: null; releaseAll?: null }|{ event?: "key"; key: ringside.v1.KeyEvent.$Shape; pointer?: null; wheel?: null; text?: null; releaseAll?: null }|{ event?: "pointer"; key?: null; pointer: ringside.v1.PointerEvent.$Shape; wheel?: null; text?: null; releaseAll?: null }|{ event?: "wheel"; key?: null; pointer?: null; wheel: ringside.v1.WheelEvent.$Shape; text?: null; releaseAll?: null }|{ event?: "text"; key?: null; pointer?: null; wheel?: null; text: ringside.v1.TextEvent.$Shape; releaseAll?: null }|{ event?: "releaseAll"; key?: null; pointer?: null; wheel?: null; text?: null; releaseAll: ringside.v1.ReleaseAll.$Shape })
            );
        }

        /**
         * Properties of a KeyEvent.
         * @deprecated Use ringside.v1.KeyEvent.$Properties instead.
         */
        interface IKeyEvent extends ringside.v1.KeyEvent.$Properties {
        }

        /** Represents a KeyEvent. */
        class KeyEvent {

            /**
             * Constructs a new KeyEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.KeyEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KeyEvent code. */
            code: string;

            /** KeyEvent key. */
            key: string;

            /** KeyEvent down. */
            down: boolean;

            /** KeyEvent repeat. */
            repeat: boolean;

            /**
             * Encodes the specified KeyEvent message. Does not implicitly {@link ringside.v1.KeyEvent.verify|verify} messages.
             * @param message KeyEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.KeyEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KeyEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.KeyEvent & ringside.v1.KeyEvent.$Shape} KeyEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.KeyEvent & ringside.v1.KeyEvent.$Shape;
        }

        namespace KeyEvent {

            /** Properties of a KeyEvent. */
            interface $Properties {

                /** KeyEvent code */
                code?: (string|null);

                /** KeyEvent key */
                key?: (string|null);

                /** KeyEvent down */
                down?: (boolean|null);

                /** KeyEvent repeat */
                repeat?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KeyEvent. */
            type $Shape = ringside.v1.KeyEvent.$Properties;
        }

        /**
         * Properties of a TextEvent.
         * @deprecated Use ringside.v1.TextEvent.$Properties instead.
         */
        interface ITextEvent extends ringside.v1.TextEvent.$Properties {
        }

        /** Represents a TextEvent. */
        class TextEvent {

            /**
             * Constructs a new TextEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.TextEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TextEvent text. */
            text: string;

            /**
             * Encodes the specified TextEvent message. Does not implicitly {@link ringside.v1.TextEvent.verify|verify} messages.
             * @param message TextEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.TextEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TextEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.TextEvent & ringside.v1.TextEvent.$Shape} TextEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.TextEvent & ringside.v1.TextEvent.$Shape;
        }

        namespace TextEvent {

            /** Properties of a TextEvent. */
            interface $Properties {

                /** TextEvent text */
                text?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TextEvent. */
            type $Shape = ringside.v1.TextEvent.$Properties;
        }

        /**
         * Properties of a PointerEvent.
         * @deprecated Use ringside.v1.PointerEvent.$Properties instead.
         */
        interface IPointerEvent extends ringside.v1.PointerEvent.$Properties {
        }

        /** Represents a PointerEvent. */
        class PointerEvent {

            /**
             * Constructs a new PointerEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.PointerEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PointerEvent display. */
            display: number;

            /** PointerEvent x. */
            x: number;

            /** PointerEvent y. */
            y: number;

            /** PointerEvent buttons. */
            buttons: number;

            /**
             * Encodes the specified PointerEvent message. Does not implicitly {@link ringside.v1.PointerEvent.verify|verify} messages.
             * @param message PointerEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.PointerEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PointerEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.PointerEvent & ringside.v1.PointerEvent.$Shape} PointerEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.PointerEvent & ringside.v1.PointerEvent.$Shape;
        }

        namespace PointerEvent {

            /** Properties of a PointerEvent. */
            interface $Properties {

                /** PointerEvent display */
                display?: (number|null);

                /** PointerEvent x */
                x?: (number|null);

                /** PointerEvent y */
                y?: (number|null);

                /** PointerEvent buttons */
                buttons?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PointerEvent. */
            type $Shape = ringside.v1.PointerEvent.$Properties;
        }

        /**
         * Properties of a WheelEvent.
         * @deprecated Use ringside.v1.WheelEvent.$Properties instead.
         */
        interface IWheelEvent extends ringside.v1.WheelEvent.$Properties {
        }

        /** Represents a WheelEvent. */
        class WheelEvent {

            /**
             * Constructs a new WheelEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.WheelEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WheelEvent display. */
            display: number;

            /** WheelEvent x. */
            x: number;

            /** WheelEvent y. */
            y: number;

            /** WheelEvent deltaX. */
            deltaX: number;

            /** WheelEvent deltaY. */
            deltaY: number;

            /**
             * Encodes the specified WheelEvent message. Does not implicitly {@link ringside.v1.WheelEvent.verify|verify} messages.
             * @param message WheelEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.WheelEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WheelEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.WheelEvent & ringside.v1.WheelEvent.$Shape} WheelEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.WheelEvent & ringside.v1.WheelEvent.$Shape;
        }

        namespace WheelEvent {

            /** Properties of a WheelEvent. */
            interface $Properties {

                /** WheelEvent display */
                display?: (number|null);

                /** WheelEvent x */
                x?: (number|null);

                /** WheelEvent y */
                y?: (number|null);

                /** WheelEvent deltaX */
                deltaX?: (number|null);

                /** WheelEvent deltaY */
                deltaY?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WheelEvent. */
            type $Shape = ringside.v1.WheelEvent.$Properties;
        }

        /**
         * Properties of a ReleaseAll.
         * @deprecated Use ringside.v1.ReleaseAll.$Properties instead.
         */
        interface IReleaseAll extends ringside.v1.ReleaseAll.$Properties {
        }

        /** Represents a ReleaseAll. */
        class ReleaseAll {

            /**
             * Constructs a new ReleaseAll.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ReleaseAll.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ReleaseAll message. Does not implicitly {@link ringside.v1.ReleaseAll.verify|verify} messages.
             * @param message ReleaseAll message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ReleaseAll.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReleaseAll message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ReleaseAll & ringside.v1.ReleaseAll.$Shape} ReleaseAll
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ReleaseAll & ringside.v1.ReleaseAll.$Shape;
        }

        namespace ReleaseAll {

            /** Properties of a ReleaseAll. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReleaseAll. */
            type $Shape = ringside.v1.ReleaseAll.$Properties;
        }

        /** CommandKind enum. */
        enum CommandKind {

            /** COMMAND_KIND_UNSPECIFIED value */
            COMMAND_KIND_UNSPECIFIED = 0,

            /** COMMAND_KIND_RESTART_DEVICE value */
            COMMAND_KIND_RESTART_DEVICE = 1,

            /** COMMAND_KIND_RESTART_AFTER_SESSION value */
            COMMAND_KIND_RESTART_AFTER_SESSION = 2,

            /** COMMAND_KIND_SHORTCUT value */
            COMMAND_KIND_SHORTCUT = 3,

            /** COMMAND_KIND_WAKE_DISPLAY value */
            COMMAND_KIND_WAKE_DISPLAY = 4,

            /** COMMAND_KIND_RESTART_ROOM_APPLICATION value */
            COMMAND_KIND_RESTART_ROOM_APPLICATION = 5
        }

        /** Shortcut enum. */
        enum Shortcut {

            /** SHORTCUT_UNSPECIFIED value */
            SHORTCUT_UNSPECIFIED = 0,

            /** SHORTCUT_CTRL_ALT_DEL value */
            SHORTCUT_CTRL_ALT_DEL = 1,

            /** SHORTCUT_CTRL_SHIFT_ESC value */
            SHORTCUT_CTRL_SHIFT_ESC = 2,

            /** SHORTCUT_ALT_TAB value */
            SHORTCUT_ALT_TAB = 3,

            /** SHORTCUT_ALT_F4 value */
            SHORTCUT_ALT_F4 = 4,

            /** SHORTCUT_WIN value */
            SHORTCUT_WIN = 5,

            /** SHORTCUT_WIN_L value */
            SHORTCUT_WIN_L = 6,

            /** SHORTCUT_ESC value */
            SHORTCUT_ESC = 7,

            /** SHORTCUT_F11 value */
            SHORTCUT_F11 = 8
        }

        /**
         * Properties of a Command.
         * @deprecated Use ringside.v1.Command.$Properties instead.
         */
        interface ICommand extends ringside.v1.Command.$Properties {
        }

        /** Represents a Command. */
        class Command {

            /**
             * Constructs a new Command.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Command.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Command id. */
            id: number;

            /** Command kind. */
            kind: ringside.v1.CommandKind;

            /** Command on. */
            on: boolean;

            /** Command shortcut. */
            shortcut: ringside.v1.Shortcut;

            /** Command display. */
            display: number;

            /**
             * Encodes the specified Command message. Does not implicitly {@link ringside.v1.Command.verify|verify} messages.
             * @param message Command message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Command.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Command message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Command & ringside.v1.Command.$Shape} Command
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Command & ringside.v1.Command.$Shape;
        }

        namespace Command {

            /** Properties of a Command. */
            interface $Properties {

                /** Command id */
                id?: (number|null);

                /** Command kind */
                kind?: (ringside.v1.CommandKind|null);

                /** Command on */
                on?: (boolean|null);

                /** Command shortcut */
                shortcut?: (ringside.v1.Shortcut|null);

                /** Command display */
                display?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Command. */
            type $Shape = ringside.v1.Command.$Properties;
        }

        /** CommandRefusal enum. */
        enum CommandRefusal {

            /** COMMAND_REFUSAL_UNSPECIFIED value */
            COMMAND_REFUSAL_UNSPECIFIED = 0,

            /** COMMAND_REFUSAL_UNKNOWN value */
            COMMAND_REFUSAL_UNKNOWN = 1,

            /** COMMAND_REFUSAL_FORBIDDEN value */
            COMMAND_REFUSAL_FORBIDDEN = 2,

            /** COMMAND_REFUSAL_WITHHELD value */
            COMMAND_REFUSAL_WITHHELD = 3,

            /** COMMAND_REFUSAL_UNAVAILABLE value */
            COMMAND_REFUSAL_UNAVAILABLE = 4,

            /** COMMAND_REFUSAL_NO_CONTROL value */
            COMMAND_REFUSAL_NO_CONTROL = 5,

            /** COMMAND_REFUSAL_TOO_OFTEN value */
            COMMAND_REFUSAL_TOO_OFTEN = 6,

            /** COMMAND_REFUSAL_FAILED value */
            COMMAND_REFUSAL_FAILED = 7,

            /** COMMAND_REFUSAL_NO_ANSWER value */
            COMMAND_REFUSAL_NO_ANSWER = 8,

            /** COMMAND_REFUSAL_IN_USE value */
            COMMAND_REFUSAL_IN_USE = 9,

            /** COMMAND_REFUSAL_NOT_NOW value */
            COMMAND_REFUSAL_NOT_NOW = 10
        }

        /**
         * Properties of a CommandResult.
         * @deprecated Use ringside.v1.CommandResult.$Properties instead.
         */
        interface ICommandResult extends ringside.v1.CommandResult.$Properties {
        }

        /** Represents a CommandResult. */
        class CommandResult {

            /**
             * Constructs a new CommandResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.CommandResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CommandResult id. */
            id: number;

            /** CommandResult refusal. */
            refusal: ringside.v1.CommandRefusal;

            /**
             * Encodes the specified CommandResult message. Does not implicitly {@link ringside.v1.CommandResult.verify|verify} messages.
             * @param message CommandResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.CommandResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommandResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.CommandResult & ringside.v1.CommandResult.$Shape} CommandResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.CommandResult & ringside.v1.CommandResult.$Shape;
        }

        namespace CommandResult {

            /** Properties of a CommandResult. */
            interface $Properties {

                /** CommandResult id */
                id?: (number|null);

                /** CommandResult refusal */
                refusal?: (ringside.v1.CommandRefusal|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommandResult. */
            type $Shape = ringside.v1.CommandResult.$Properties;
        }

        /**
         * Properties of a CommandOffer.
         * @deprecated Use ringside.v1.CommandOffer.$Properties instead.
         */
        interface ICommandOffer extends ringside.v1.CommandOffer.$Properties {
        }

        /** Represents a CommandOffer. */
        class CommandOffer {

            /**
             * Constructs a new CommandOffer.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.CommandOffer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CommandOffer kind. */
            kind: ringside.v1.CommandKind;

            /** CommandOffer refusal. */
            refusal: ringside.v1.CommandRefusal;

            /** CommandOffer reason. */
            reason: string;

            /**
             * Encodes the specified CommandOffer message. Does not implicitly {@link ringside.v1.CommandOffer.verify|verify} messages.
             * @param message CommandOffer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.CommandOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommandOffer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.CommandOffer & ringside.v1.CommandOffer.$Shape} CommandOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.CommandOffer & ringside.v1.CommandOffer.$Shape;
        }

        namespace CommandOffer {

            /** Properties of a CommandOffer. */
            interface $Properties {

                /** CommandOffer kind */
                kind?: (ringside.v1.CommandKind|null);

                /** CommandOffer refusal */
                refusal?: (ringside.v1.CommandRefusal|null);

                /** CommandOffer reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommandOffer. */
            type $Shape = ringside.v1.CommandOffer.$Properties;
        }

        /** CallState enum. */
        enum CallState {

            /** CALL_STATE_UNSPECIFIED value */
            CALL_STATE_UNSPECIFIED = 0,

            /** CALL_STATE_IDLE value */
            CALL_STATE_IDLE = 1,

            /** CALL_STATE_IN_CALL value */
            CALL_STATE_IN_CALL = 2,

            /** CALL_STATE_UNKNOWN value */
            CALL_STATE_UNKNOWN = 3
        }

        /** RingState enum. */
        enum RingState {

            /** RING_STATE_UNSPECIFIED value */
            RING_STATE_UNSPECIFIED = 0,

            /** RING_STATE_DOWN value */
            RING_STATE_DOWN = 1,

            /** RING_STATE_VERIFIED value */
            RING_STATE_VERIFIED = 2,

            /** RING_STATE_LOST value */
            RING_STATE_LOST = 3
        }

        /**
         * Properties of a RoomStatus.
         * @deprecated Use ringside.v1.RoomStatus.$Properties instead.
         */
        interface IRoomStatus extends ringside.v1.RoomStatus.$Properties {
        }

        /** Represents a RoomStatus. */
        class RoomStatus {

            /**
             * Constructs a new RoomStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RoomStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RoomStatus callState. */
            callState: ringside.v1.CallState;

            /** RoomStatus callStateSource. */
            callStateSource: string;

            /** RoomStatus ring. */
            ring: ringside.v1.RingState;

            /** RoomStatus ejected. */
            ejected: boolean;

            /** RoomStatus restartAfterSession. */
            restartAfterSession: boolean;

            /** RoomStatus account. */
            account: ringside.v1.AccountState;

            /** RoomStatus accountLocked. */
            accountLocked: boolean;

            /** RoomStatus accountAction. */
            accountAction: ringside.v1.AccountAction;

            /**
             * Encodes the specified RoomStatus message. Does not implicitly {@link ringside.v1.RoomStatus.verify|verify} messages.
             * @param message RoomStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RoomStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RoomStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RoomStatus & ringside.v1.RoomStatus.$Shape} RoomStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RoomStatus & ringside.v1.RoomStatus.$Shape;
        }

        namespace RoomStatus {

            /** Properties of a RoomStatus. */
            interface $Properties {

                /** RoomStatus callState */
                callState?: (ringside.v1.CallState|null);

                /** RoomStatus callStateSource */
                callStateSource?: (string|null);

                /** RoomStatus ring */
                ring?: (ringside.v1.RingState|null);

                /** RoomStatus ejected */
                ejected?: (boolean|null);

                /** RoomStatus restartAfterSession */
                restartAfterSession?: (boolean|null);

                /** RoomStatus account */
                account?: (ringside.v1.AccountState|null);

                /** RoomStatus accountLocked */
                accountLocked?: (boolean|null);

                /** RoomStatus accountAction */
                accountAction?: (ringside.v1.AccountAction|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RoomStatus. */
            type $Shape = ringside.v1.RoomStatus.$Properties;
        }

        /** AccountState enum. */
        enum AccountState {

            /** ACCOUNT_STATE_UNSPECIFIED value */
            ACCOUNT_STATE_UNSPECIFIED = 0,

            /** ACCOUNT_STATE_SAME value */
            ACCOUNT_STATE_SAME = 1,

            /** ACCOUNT_STATE_CHANGED value */
            ACCOUNT_STATE_CHANGED = 2,

            /** ACCOUNT_STATE_SIGNED_OUT value */
            ACCOUNT_STATE_SIGNED_OUT = 3
        }

        /** AccountAction enum. */
        enum AccountAction {

            /** ACCOUNT_ACTION_UNSPECIFIED value */
            ACCOUNT_ACTION_UNSPECIFIED = 0,

            /** ACCOUNT_ACTION_SIGN_OUT value */
            ACCOUNT_ACTION_SIGN_OUT = 1,

            /** ACCOUNT_ACTION_LOCK value */
            ACCOUNT_ACTION_LOCK = 2,

            /** ACCOUNT_ACTION_RESTART value */
            ACCOUNT_ACTION_RESTART = 3
        }

        /**
         * Properties of an AgentAccountNews.
         * @deprecated Use ringside.v1.AgentAccountNews.$Properties instead.
         */
        interface IAgentAccountNews extends ringside.v1.AgentAccountNews.$Properties {
        }

        /** Represents an AgentAccountNews. */
        class AgentAccountNews {

            /**
             * Constructs a new AgentAccountNews.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentAccountNews.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentAccountNews session. */
            session: string;

            /** AgentAccountNews account. */
            account: ringside.v1.AccountState;

            /** AgentAccountNews locked. */
            locked: boolean;

            /** AgentAccountNews atEnd. */
            atEnd: boolean;

            /** AgentAccountNews action. */
            action: ringside.v1.AccountAction;

            /**
             * Encodes the specified AgentAccountNews message. Does not implicitly {@link ringside.v1.AgentAccountNews.verify|verify} messages.
             * @param message AgentAccountNews message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentAccountNews.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentAccountNews message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentAccountNews & ringside.v1.AgentAccountNews.$Shape} AgentAccountNews
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentAccountNews & ringside.v1.AgentAccountNews.$Shape;
        }

        namespace AgentAccountNews {

            /** Properties of an AgentAccountNews. */
            interface $Properties {

                /** AgentAccountNews session */
                session?: (string|null);

                /** AgentAccountNews account */
                account?: (ringside.v1.AccountState|null);

                /** AgentAccountNews locked */
                locked?: (boolean|null);

                /** AgentAccountNews atEnd */
                atEnd?: (boolean|null);

                /** AgentAccountNews action */
                action?: (ringside.v1.AccountAction|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentAccountNews. */
            type $Shape = ringside.v1.AgentAccountNews.$Properties;
        }

        /**
         * Properties of an OpenSession.
         * @deprecated Use ringside.v1.OpenSession.$Properties instead.
         */
        interface IOpenSession extends ringside.v1.OpenSession.$Properties {
        }

        /** Represents an OpenSession. */
        class OpenSession {

            /**
             * Constructs a new OpenSession.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.OpenSession.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenSession viewer. */
            viewer: number;

            /** OpenSession ticket. */
            ticket: string;

            /**
             * Encodes the specified OpenSession message. Does not implicitly {@link ringside.v1.OpenSession.verify|verify} messages.
             * @param message OpenSession message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.OpenSession.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenSession message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.OpenSession & ringside.v1.OpenSession.$Shape} OpenSession
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.OpenSession & ringside.v1.OpenSession.$Shape;
        }

        namespace OpenSession {

            /** Properties of an OpenSession. */
            interface $Properties {

                /** OpenSession viewer */
                viewer?: (number|null);

                /** OpenSession ticket */
                ticket?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenSession. */
            type $Shape = ringside.v1.OpenSession.$Properties;
        }

        /**
         * Properties of an AgentSessionOpened.
         * @deprecated Use ringside.v1.AgentSessionOpened.$Properties instead.
         */
        interface IAgentSessionOpened extends ringside.v1.AgentSessionOpened.$Properties {
        }

        /** Represents an AgentSessionOpened. */
        class AgentSessionOpened {

            /**
             * Constructs a new AgentSessionOpened.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentSessionOpened.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentSessionOpened viewer. */
            viewer: number;

            /**
             * Encodes the specified AgentSessionOpened message. Does not implicitly {@link ringside.v1.AgentSessionOpened.verify|verify} messages.
             * @param message AgentSessionOpened message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentSessionOpened.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentSessionOpened message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentSessionOpened & ringside.v1.AgentSessionOpened.$Shape} AgentSessionOpened
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentSessionOpened & ringside.v1.AgentSessionOpened.$Shape;
        }

        namespace AgentSessionOpened {

            /** Properties of an AgentSessionOpened. */
            interface $Properties {

                /** AgentSessionOpened viewer */
                viewer?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentSessionOpened. */
            type $Shape = ringside.v1.AgentSessionOpened.$Properties;
        }

        /**
         * Properties of an AgentRoomAsked.
         * @deprecated Use ringside.v1.AgentRoomAsked.$Properties instead.
         */
        interface IAgentRoomAsked extends ringside.v1.AgentRoomAsked.$Properties {
        }

        /** Represents an AgentRoomAsked. */
        class AgentRoomAsked {

            /**
             * Constructs a new AgentRoomAsked.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentRoomAsked.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentRoomAsked viewer. */
            viewer: number;

            /**
             * Encodes the specified AgentRoomAsked message. Does not implicitly {@link ringside.v1.AgentRoomAsked.verify|verify} messages.
             * @param message AgentRoomAsked message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentRoomAsked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentRoomAsked message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentRoomAsked & ringside.v1.AgentRoomAsked.$Shape} AgentRoomAsked
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentRoomAsked & ringside.v1.AgentRoomAsked.$Shape;
        }

        namespace AgentRoomAsked {

            /** Properties of an AgentRoomAsked. */
            interface $Properties {

                /** AgentRoomAsked viewer */
                viewer?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentRoomAsked. */
            type $Shape = ringside.v1.AgentRoomAsked.$Properties;
        }

        /**
         * Properties of an AgentSessionRefused.
         * @deprecated Use ringside.v1.AgentSessionRefused.$Properties instead.
         */
        interface IAgentSessionRefused extends ringside.v1.AgentSessionRefused.$Properties {
        }

        /** Represents an AgentSessionRefused. */
        class AgentSessionRefused {

            /**
             * Constructs a new AgentSessionRefused.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentSessionRefused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentSessionRefused viewer. */
            viewer: number;

            /** AgentSessionRefused reason. */
            reason: ringside.v1.RefusalReason;

            /**
             * Encodes the specified AgentSessionRefused message. Does not implicitly {@link ringside.v1.AgentSessionRefused.verify|verify} messages.
             * @param message AgentSessionRefused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentSessionRefused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentSessionRefused message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentSessionRefused & ringside.v1.AgentSessionRefused.$Shape} AgentSessionRefused
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentSessionRefused & ringside.v1.AgentSessionRefused.$Shape;
        }

        namespace AgentSessionRefused {

            /** Properties of an AgentSessionRefused. */
            interface $Properties {

                /** AgentSessionRefused viewer */
                viewer?: (number|null);

                /** AgentSessionRefused reason */
                reason?: (ringside.v1.RefusalReason|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentSessionRefused. */
            type $Shape = ringside.v1.AgentSessionRefused.$Properties;
        }

        /**
         * Properties of an AgentSessionEnded.
         * @deprecated Use ringside.v1.AgentSessionEnded.$Properties instead.
         */
        interface IAgentSessionEnded extends ringside.v1.AgentSessionEnded.$Properties {
        }

        /** Represents an AgentSessionEnded. */
        class AgentSessionEnded {

            /**
             * Constructs a new AgentSessionEnded.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentSessionEnded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentSessionEnded session. */
            session: string;

            /** AgentSessionEnded reason. */
            reason: ringside.v1.EndReason;

            /** AgentSessionEnded ringLoss. */
            ringLoss?: (ringside.v1.RingLoss.$Properties|null);

            /**
             * Encodes the specified AgentSessionEnded message. Does not implicitly {@link ringside.v1.AgentSessionEnded.verify|verify} messages.
             * @param message AgentSessionEnded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentSessionEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentSessionEnded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentSessionEnded & ringside.v1.AgentSessionEnded.$Shape} AgentSessionEnded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentSessionEnded & ringside.v1.AgentSessionEnded.$Shape;
        }

        namespace AgentSessionEnded {

            /** Properties of an AgentSessionEnded. */
            interface $Properties {

                /** AgentSessionEnded session */
                session?: (string|null);

                /** AgentSessionEnded reason */
                reason?: (ringside.v1.EndReason|null);

                /** AgentSessionEnded ringLoss */
                ringLoss?: (ringside.v1.RingLoss.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentSessionEnded. */
            type $Shape = ringside.v1.AgentSessionEnded.$Properties;
        }

        /**
         * Properties of a RingLoss.
         * @deprecated Use ringside.v1.RingLoss.$Properties instead.
         */
        interface IRingLoss extends ringside.v1.RingLoss.$Properties {
        }

        /** Represents a RingLoss. */
        class RingLoss {

            /**
             * Constructs a new RingLoss.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RingLoss.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RingLoss fault. */
            fault: ringside.v1.RingFault;

            /** RingLoss display. */
            display: string;

            /**
             * Encodes the specified RingLoss message. Does not implicitly {@link ringside.v1.RingLoss.verify|verify} messages.
             * @param message RingLoss message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RingLoss.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RingLoss message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RingLoss & ringside.v1.RingLoss.$Shape} RingLoss
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RingLoss & ringside.v1.RingLoss.$Shape;
        }

        namespace RingLoss {

            /** Properties of a RingLoss. */
            interface $Properties {

                /** RingLoss fault */
                fault?: (ringside.v1.RingFault|null);

                /** RingLoss display */
                display?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RingLoss. */
            type $Shape = ringside.v1.RingLoss.$Properties;
        }

        /** RingFault enum. */
        enum RingFault {

            /** RING_FAULT_UNSPECIFIED value */
            RING_FAULT_UNSPECIFIED = 0,

            /** RING_FAULT_NOT_SEEN value */
            RING_FAULT_NOT_SEEN = 1,

            /** RING_FAULT_COVERED value */
            RING_FAULT_COVERED = 2,

            /** RING_FAULT_HIDDEN value */
            RING_FAULT_HIDDEN = 3,

            /** RING_FAULT_MOVED value */
            RING_FAULT_MOVED = 4,

            /** RING_FAULT_RESHAPED value */
            RING_FAULT_RESHAPED = 5,

            /** RING_FAULT_GONE value */
            RING_FAULT_GONE = 6,

            /** RING_FAULT_NOT_RAISED value */
            RING_FAULT_NOT_RAISED = 7,

            /** RING_FAULT_NO_DISPLAY value */
            RING_FAULT_NO_DISPLAY = 8
        }

        /**
         * Properties of a SuspendSession.
         * @deprecated Use ringside.v1.SuspendSession.$Properties instead.
         */
        interface ISuspendSession extends ringside.v1.SuspendSession.$Properties {
        }

        /** Represents a SuspendSession. */
        class SuspendSession {

            /**
             * Constructs a new SuspendSession.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.SuspendSession.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SuspendSession viewer. */
            viewer: number;

            /**
             * Encodes the specified SuspendSession message. Does not implicitly {@link ringside.v1.SuspendSession.verify|verify} messages.
             * @param message SuspendSession message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.SuspendSession.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SuspendSession message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.SuspendSession & ringside.v1.SuspendSession.$Shape} SuspendSession
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.SuspendSession & ringside.v1.SuspendSession.$Shape;
        }

        namespace SuspendSession {

            /** Properties of a SuspendSession. */
            interface $Properties {

                /** SuspendSession viewer */
                viewer?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SuspendSession. */
            type $Shape = ringside.v1.SuspendSession.$Properties;
        }

        /**
         * Properties of a CloseSession.
         * @deprecated Use ringside.v1.CloseSession.$Properties instead.
         */
        interface ICloseSession extends ringside.v1.CloseSession.$Properties {
        }

        /** Represents a CloseSession. */
        class CloseSession {

            /**
             * Constructs a new CloseSession.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.CloseSession.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CloseSession viewer. */
            viewer: number;

            /** CloseSession reason. */
            reason: ringside.v1.EndReason;

            /**
             * Encodes the specified CloseSession message. Does not implicitly {@link ringside.v1.CloseSession.verify|verify} messages.
             * @param message CloseSession message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.CloseSession.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CloseSession message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.CloseSession & ringside.v1.CloseSession.$Shape} CloseSession
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.CloseSession & ringside.v1.CloseSession.$Shape;
        }

        namespace CloseSession {

            /** Properties of a CloseSession. */
            interface $Properties {

                /** CloseSession viewer */
                viewer?: (number|null);

                /** CloseSession reason */
                reason?: (ringside.v1.EndReason|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CloseSession. */
            type $Shape = ringside.v1.CloseSession.$Properties;
        }

        /**
         * Properties of a ViewerInput.
         * @deprecated Use ringside.v1.ViewerInput.$Properties instead.
         */
        interface IViewerInput extends ringside.v1.ViewerInput.$Properties {
        }

        /** Represents a ViewerInput. */
        class ViewerInput {

            /**
             * Constructs a new ViewerInput.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ViewerInput.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ViewerInput viewer. */
            viewer: number;

            /** ViewerInput input. */
            input?: (ringside.v1.Input.$Properties|null);

            /**
             * Encodes the specified ViewerInput message. Does not implicitly {@link ringside.v1.ViewerInput.verify|verify} messages.
             * @param message ViewerInput message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ViewerInput.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ViewerInput message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ViewerInput & ringside.v1.ViewerInput.$Shape} ViewerInput
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ViewerInput & ringside.v1.ViewerInput.$Shape;
        }

        namespace ViewerInput {

            /** Properties of a ViewerInput. */
            interface $Properties {

                /** ViewerInput viewer */
                viewer?: (number|null);

                /** ViewerInput input */
                input?: (ringside.v1.Input.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ViewerInput. */
            type $Shape = {
              viewer?: number|null;
              input?: ringside.v1.Input.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ViewerCommand.
         * @deprecated Use ringside.v1.ViewerCommand.$Properties instead.
         */
        interface IViewerCommand extends ringside.v1.ViewerCommand.$Properties {
        }

        /** Represents a ViewerCommand. */
        class ViewerCommand {

            /**
             * Constructs a new ViewerCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ViewerCommand.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ViewerCommand viewer. */
            viewer: number;

            /** ViewerCommand command. */
            command?: (ringside.v1.Command.$Properties|null);

            /**
             * Encodes the specified ViewerCommand message. Does not implicitly {@link ringside.v1.ViewerCommand.verify|verify} messages.
             * @param message ViewerCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ViewerCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ViewerCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ViewerCommand & ringside.v1.ViewerCommand.$Shape} ViewerCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ViewerCommand & ringside.v1.ViewerCommand.$Shape;
        }

        namespace ViewerCommand {

            /** Properties of a ViewerCommand. */
            interface $Properties {

                /** ViewerCommand viewer */
                viewer?: (number|null);

                /** ViewerCommand command */
                command?: (ringside.v1.Command.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ViewerCommand. */
            type $Shape = ringside.v1.ViewerCommand.$Properties;
        }

        /**
         * Properties of a ViewerCommandResult.
         * @deprecated Use ringside.v1.ViewerCommandResult.$Properties instead.
         */
        interface IViewerCommandResult extends ringside.v1.ViewerCommandResult.$Properties {
        }

        /** Represents a ViewerCommandResult. */
        class ViewerCommandResult {

            /**
             * Constructs a new ViewerCommandResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.ViewerCommandResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ViewerCommandResult viewer. */
            viewer: number;

            /** ViewerCommandResult result. */
            result?: (ringside.v1.CommandResult.$Properties|null);

            /**
             * Encodes the specified ViewerCommandResult message. Does not implicitly {@link ringside.v1.ViewerCommandResult.verify|verify} messages.
             * @param message ViewerCommandResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.ViewerCommandResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ViewerCommandResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.ViewerCommandResult & ringside.v1.ViewerCommandResult.$Shape} ViewerCommandResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.ViewerCommandResult & ringside.v1.ViewerCommandResult.$Shape;
        }

        namespace ViewerCommandResult {

            /** Properties of a ViewerCommandResult. */
            interface $Properties {

                /** ViewerCommandResult viewer */
                viewer?: (number|null);

                /** ViewerCommandResult result */
                result?: (ringside.v1.CommandResult.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ViewerCommandResult. */
            type $Shape = ringside.v1.ViewerCommandResult.$Properties;
        }

        /**
         * Properties of a RecoveryResult.
         * @deprecated Use ringside.v1.RecoveryResult.$Properties instead.
         */
        interface IRecoveryResult extends ringside.v1.RecoveryResult.$Properties {
        }

        /** Represents a RecoveryResult. */
        class RecoveryResult {

            /**
             * Constructs a new RecoveryResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RecoveryResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RecoveryResult id. */
            id: string;

            /** RecoveryResult refusal. */
            refusal: ringside.v1.CommandRefusal;

            /**
             * Encodes the specified RecoveryResult message. Does not implicitly {@link ringside.v1.RecoveryResult.verify|verify} messages.
             * @param message RecoveryResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RecoveryResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RecoveryResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RecoveryResult & ringside.v1.RecoveryResult.$Shape} RecoveryResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RecoveryResult & ringside.v1.RecoveryResult.$Shape;
        }

        namespace RecoveryResult {

            /** Properties of a RecoveryResult. */
            interface $Properties {

                /** RecoveryResult id */
                id?: (string|null);

                /** RecoveryResult refusal */
                refusal?: (ringside.v1.CommandRefusal|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RecoveryResult. */
            type $Shape = ringside.v1.RecoveryResult.$Properties;
        }

        /**
         * Properties of a Demand.
         * @deprecated Use ringside.v1.Demand.$Properties instead.
         */
        interface IDemand extends ringside.v1.Demand.$Properties {
        }

        /** Represents a Demand. */
        class Demand {

            /**
             * Constructs a new Demand.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Demand.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Demand display. */
            display: number;

            /** Demand epoch. */
            epoch: number;

            /** Demand update. */
            update: number;

            /** Demand streams. */
            streams: boolean;

            /** Demand focused. */
            focused: boolean;

            /** Demand kilobitsPerSecond. */
            kilobitsPerSecond: number;

            /**
             * Encodes the specified Demand message. Does not implicitly {@link ringside.v1.Demand.verify|verify} messages.
             * @param message Demand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Demand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Demand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Demand & ringside.v1.Demand.$Shape} Demand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Demand & ringside.v1.Demand.$Shape;
        }

        namespace Demand {

            /** Properties of a Demand. */
            interface $Properties {

                /** Demand display */
                display?: (number|null);

                /** Demand epoch */
                epoch?: (number|null);

                /** Demand update */
                update?: (number|null);

                /** Demand streams */
                streams?: (boolean|null);

                /** Demand focused */
                focused?: (boolean|null);

                /** Demand kilobitsPerSecond */
                kilobitsPerSecond?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Demand. */
            type $Shape = ringside.v1.Demand.$Properties;
        }

        /**
         * Properties of a RefreshTiles.
         * @deprecated Use ringside.v1.RefreshTiles.$Properties instead.
         */
        interface IRefreshTiles extends ringside.v1.RefreshTiles.$Properties {
        }

        /** Represents a RefreshTiles. */
        class RefreshTiles {

            /**
             * Constructs a new RefreshTiles.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.RefreshTiles.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RefreshTiles display. */
            display: number;

            /** RefreshTiles epoch. */
            epoch: number;

            /** RefreshTiles tileX. */
            tileX: number;

            /** RefreshTiles tileY. */
            tileY: number;

            /** RefreshTiles tilesWide. */
            tilesWide: number;

            /** RefreshTiles tilesHigh. */
            tilesHigh: number;

            /**
             * Encodes the specified RefreshTiles message. Does not implicitly {@link ringside.v1.RefreshTiles.verify|verify} messages.
             * @param message RefreshTiles message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.RefreshTiles.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RefreshTiles message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.RefreshTiles & ringside.v1.RefreshTiles.$Shape} RefreshTiles
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.RefreshTiles & ringside.v1.RefreshTiles.$Shape;
        }

        namespace RefreshTiles {

            /** Properties of a RefreshTiles. */
            interface $Properties {

                /** RefreshTiles display */
                display?: (number|null);

                /** RefreshTiles epoch */
                epoch?: (number|null);

                /** RefreshTiles tileX */
                tileX?: (number|null);

                /** RefreshTiles tileY */
                tileY?: (number|null);

                /** RefreshTiles tilesWide */
                tilesWide?: (number|null);

                /** RefreshTiles tilesHigh */
                tilesHigh?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RefreshTiles. */
            type $Shape = ringside.v1.RefreshTiles.$Properties;
        }

        /**
         * Properties of an AgentProbe.
         * @deprecated Use ringside.v1.AgentProbe.$Properties instead.
         */
        interface IAgentProbe extends ringside.v1.AgentProbe.$Properties {
        }

        /** Represents an AgentProbe. */
        class AgentProbe {

            /**
             * Constructs a new AgentProbe.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentProbe.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentProbe viewer. */
            viewer: number;

            /** AgentProbe sentUs. */
            sentUs: number;

            /** AgentProbe active. */
            active: boolean;

            /**
             * Encodes the specified AgentProbe message. Does not implicitly {@link ringside.v1.AgentProbe.verify|verify} messages.
             * @param message AgentProbe message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentProbe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentProbe message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentProbe & ringside.v1.AgentProbe.$Shape} AgentProbe
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentProbe & ringside.v1.AgentProbe.$Shape;
        }

        namespace AgentProbe {

            /** Properties of an AgentProbe. */
            interface $Properties {

                /** AgentProbe viewer */
                viewer?: (number|null);

                /** AgentProbe sentUs */
                sentUs?: (number|null);

                /** AgentProbe active */
                active?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentProbe. */
            type $Shape = ringside.v1.AgentProbe.$Properties;
        }

        /**
         * Properties of an AgentProbeReply.
         * @deprecated Use ringside.v1.AgentProbeReply.$Properties instead.
         */
        interface IAgentProbeReply extends ringside.v1.AgentProbeReply.$Properties {
        }

        /** Represents an AgentProbeReply. */
        class AgentProbeReply {

            /**
             * Constructs a new AgentProbeReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.AgentProbeReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentProbeReply viewer. */
            viewer: number;

            /** AgentProbeReply sentUs. */
            sentUs: number;

            /** AgentProbeReply agentUs. */
            agentUs: number;

            /**
             * Encodes the specified AgentProbeReply message. Does not implicitly {@link ringside.v1.AgentProbeReply.verify|verify} messages.
             * @param message AgentProbeReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.AgentProbeReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentProbeReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.AgentProbeReply & ringside.v1.AgentProbeReply.$Shape} AgentProbeReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.AgentProbeReply & ringside.v1.AgentProbeReply.$Shape;
        }

        namespace AgentProbeReply {

            /** Properties of an AgentProbeReply. */
            interface $Properties {

                /** AgentProbeReply viewer */
                viewer?: (number|null);

                /** AgentProbeReply sentUs */
                sentUs?: (number|null);

                /** AgentProbeReply agentUs */
                agentUs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AgentProbeReply. */
            type $Shape = ringside.v1.AgentProbeReply.$Properties;
        }

        /**
         * Properties of a TimeRequest.
         * @deprecated Use ringside.v1.TimeRequest.$Properties instead.
         */
        interface ITimeRequest extends ringside.v1.TimeRequest.$Properties {
        }

        /** Represents a TimeRequest. */
        class TimeRequest {

            /**
             * Constructs a new TimeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.TimeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TimeRequest nonce. */
            nonce: Uint8Array;

            /**
             * Encodes the specified TimeRequest message. Does not implicitly {@link ringside.v1.TimeRequest.verify|verify} messages.
             * @param message TimeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.TimeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TimeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.TimeRequest & ringside.v1.TimeRequest.$Shape} TimeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.TimeRequest & ringside.v1.TimeRequest.$Shape;
        }

        namespace TimeRequest {

            /** Properties of a TimeRequest. */
            interface $Properties {

                /** TimeRequest nonce */
                nonce?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TimeRequest. */
            type $Shape = ringside.v1.TimeRequest.$Properties;
        }

        /**
         * Properties of a SignedStatement.
         * @deprecated Use ringside.v1.SignedStatement.$Properties instead.
         */
        interface ISignedStatement extends ringside.v1.SignedStatement.$Properties {
        }

        /** Represents a SignedStatement. */
        class SignedStatement {

            /**
             * Constructs a new SignedStatement.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.SignedStatement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SignedStatement keyId. */
            keyId: string;

            /** SignedStatement payload. */
            payload: Uint8Array;

            /** SignedStatement signature. */
            signature: Uint8Array;

            /**
             * Encodes the specified SignedStatement message. Does not implicitly {@link ringside.v1.SignedStatement.verify|verify} messages.
             * @param message SignedStatement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.SignedStatement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SignedStatement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.SignedStatement & ringside.v1.SignedStatement.$Shape} SignedStatement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.SignedStatement & ringside.v1.SignedStatement.$Shape;
        }

        namespace SignedStatement {

            /** Properties of a SignedStatement. */
            interface $Properties {

                /** SignedStatement keyId */
                keyId?: (string|null);

                /** SignedStatement payload */
                payload?: (Uint8Array|null);

                /** SignedStatement signature */
                signature?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SignedStatement. */
            type $Shape = ringside.v1.SignedStatement.$Properties;
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use ringside.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends ringside.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Heartbeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Heartbeat sequence. */
            sequence: number;

            /** Heartbeat timeMs. */
            timeMs: number;

            /** Heartbeat endedSessions. */
            endedSessions: string[];

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link ringside.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Heartbeat & ringside.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Heartbeat & ringside.v1.Heartbeat.$Shape;
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat sequence */
                sequence?: (number|null);

                /** Heartbeat timeMs */
                timeMs?: (number|null);

                /** Heartbeat endedSessions */
                endedSessions?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Heartbeat. */
            type $Shape = ringside.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of a Recovery.
         * @deprecated Use ringside.v1.Recovery.$Properties instead.
         */
        interface IRecovery extends ringside.v1.Recovery.$Properties {
        }

        /** Represents a Recovery. */
        class Recovery {

            /**
             * Constructs a new Recovery.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.Recovery.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Recovery id. */
            id: string;

            /** Recovery device. */
            device: string;

            /** Recovery command. */
            command: ringside.v1.CommandKind;

            /** Recovery timeMs. */
            timeMs: number;

            /**
             * Encodes the specified Recovery message. Does not implicitly {@link ringside.v1.Recovery.verify|verify} messages.
             * @param message Recovery message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.Recovery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Recovery message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.Recovery & ringside.v1.Recovery.$Shape} Recovery
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.Recovery & ringside.v1.Recovery.$Shape;
        }

        namespace Recovery {

            /** Properties of a Recovery. */
            interface $Properties {

                /** Recovery id */
                id?: (string|null);

                /** Recovery device */
                device?: (string|null);

                /** Recovery command */
                command?: (ringside.v1.CommandKind|null);

                /** Recovery timeMs */
                timeMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Recovery. */
            type $Shape = ringside.v1.Recovery.$Properties;
        }

        /**
         * Properties of a TimeAnchor.
         * @deprecated Use ringside.v1.TimeAnchor.$Properties instead.
         */
        interface ITimeAnchor extends ringside.v1.TimeAnchor.$Properties {
        }

        /** Represents a TimeAnchor. */
        class TimeAnchor {

            /**
             * Constructs a new TimeAnchor.
             * @param [properties] Properties to set
             */
            constructor(properties?: ringside.v1.TimeAnchor.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TimeAnchor nonce. */
            nonce: Uint8Array;

            /** TimeAnchor timeMs. */
            timeMs: number;

            /**
             * Encodes the specified TimeAnchor message. Does not implicitly {@link ringside.v1.TimeAnchor.verify|verify} messages.
             * @param message TimeAnchor message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: ringside.v1.TimeAnchor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TimeAnchor message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {ringside.v1.TimeAnchor & ringside.v1.TimeAnchor.$Shape} TimeAnchor
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ringside.v1.TimeAnchor & ringside.v1.TimeAnchor.$Shape;
        }

        namespace TimeAnchor {

            /** Properties of a TimeAnchor. */
            interface $Properties {

                /** TimeAnchor nonce */
                nonce?: (Uint8Array|null);

                /** TimeAnchor timeMs */
                timeMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TimeAnchor. */
            type $Shape = ringside.v1.TimeAnchor.$Properties;
        }
    }
}
